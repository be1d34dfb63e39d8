using System.Security.Cryptography;
using System.Text.Json;
using Alitellm.Operator.Discovery.Sources;

namespace Alitellm.Operator.Discovery.Models.Sources.Vertex;

/// <summary>
/// What of a service account's key file is used. Its <c>token_uri</c> is not: whoever writes the Secret must not choose where the signed
/// assertion goes.
/// </summary>
internal sealed class VertexKey : IDisposable
{
    private readonly RSA _privateKey;

    private VertexKey(string clientEmail, string projectId, RSA privateKey)
    {
        ClientEmail = clientEmail;
        ProjectId = projectId;
        _privateKey = privateKey;
    }

    public string ClientEmail { get; }

    public string ProjectId { get; }

    /// <param name="json">The key file. No message quotes any of it.</param>
    /// <exception cref="SourceException">It is no usable key file.</exception>
    public static VertexKey Parse(string json)
    {
        var (clientEmail, projectId, pem) = Fields(json);
        var privateKey = RSA.Create();
        try
        {
            privateKey.ImportFromPem(pem);
            return new VertexKey(clientEmail, projectId, privateKey);
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException)
        {
            // The causes are left out here and below: they may quote the key.
            privateKey.Dispose();
            throw Unusable("its private_key cannot be read");
        }
    }

    /// <summary>Signs with RS256.</summary>
    public byte[] Sign(byte[] data)
    {
        return _privateKey.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    public void Dispose()
    {
        _privateKey.Dispose();
    }

    private static (string ClientEmail, string ProjectId, string PrivateKey) Fields(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return (Field(document.RootElement, "client_email"), Field(document.RootElement, "project_id"), Field(document.RootElement, "private_key"));
        }
        catch (JsonException)
        {
            throw Unusable("it is no JSON");
        }
    }

    private static string Field(JsonElement key, string name)
    {
        return key.ValueKind == JsonValueKind.Object
            && key.TryGetProperty(name, out var field)
            && field.ValueKind == JsonValueKind.String
            && field.GetString() is { Length: > 0 } text
                ? text
                : throw Unusable($"it has no {name}");
    }

    private static SourceException Unusable(string why)
    {
        return new(SourceFailure.InvalidConfig, $"the credentials cannot be used: {VertexSource.Key} is no service account key: {why}");
    }
}
