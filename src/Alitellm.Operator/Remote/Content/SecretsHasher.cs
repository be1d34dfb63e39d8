using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Alitellm.Operator.Remote.Content;

/// <summary>
/// Tells whether secret values changed without keeping anything a value could be guessed from: the hash is keyed by a key derived
/// from the proxy's master key, which never enters the cluster's status.
/// </summary>
/// <remarks>A rotated master key changes every hash; the Secret versions kept beside the hash tell that from a rotated secret.</remarks>
internal sealed class SecretsHasher
{
    /// <summary>Binds the derived key to this use, so that no other use of the master key yields the same key (RFC 5869, info).</summary>
    private static readonly byte[] _purpose = "alitellm-operator/secrets-hash/v2"u8.ToArray();

    private readonly byte[] _key;

    public SecretsHasher(string masterKey)
    {
        ArgumentException.ThrowIfNullOrEmpty(masterKey);
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(masterKey), SHA256.HashSizeInBytes, info: _purpose);
    }

    /// <summary>
    /// <c>v2:</c> and the lower-case hex HMAC-SHA-256 over the (placeholder, value) pairs in UTF-8 byte order of the placeholders. Each
    /// part is preceded by its length in bytes, so that no two different sets share an input.
    /// </summary>
    public string Hash(IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (var (name, value) in values.OrderBy(pair => pair.Key, Utf8Order.Instance))
        {
            Append(mac, name);
            Append(mac, value);
        }

        return ContentHash.Prefix + Convert.ToHexStringLower(mac.GetHashAndReset());
    }

    private static void Append(IncrementalHash mac, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        mac.AppendData(length);
        mac.AppendData(bytes);
        CryptographicOperations.ZeroMemory(bytes);
    }
}
