using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Alitellm.Testing.Providers;

/// <summary>A Google service account with a key of its own.</summary>
public sealed class ServiceAccount : IDisposable
{
    /// <summary>Made when it is first used: that takes longer than most tests.</summary>
    private readonly Lazy<RSA> _key = new(() => RSA.Create(2048));

    public string Email { get; } = "discovery@models.iam.gserviceaccount.com";

    public string Project { get; } = "models";

    /// <summary>The file Google hands out, whose token address nobody should follow.</summary>
    public string KeyFile => KeyFileOf(_key.Value.ExportPkcs8PrivateKeyPem());

    /// <summary>The same with the private key in the older form.</summary>
    public string KeyFileInPkcs1 => KeyFileOf(_key.Value.ExportRSAPrivateKeyPem());

    /// <summary>The lines of the private key, none of which may ever be shown.</summary>
    public IReadOnlyList<string> Secrets => [.. _key.Value.ExportPkcs8PrivateKeyPem().Split('\n')[1..^1]];

    public void Dispose()
    {
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }
    }

    internal bool Verifies(byte[] data, byte[] signature)
    {
        return _key.Value.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private string KeyFileOf(string pem)
    {
        return new JsonObject
        {
            ["type"] = "service_account",
            ["project_id"] = Project,
            ["private_key_id"] = "1",
            ["private_key"] = pem,
            ["client_email"] = Email,
            ["token_uri"] = "https://evil.example/token",
        }.ToJsonString();
    }
}
