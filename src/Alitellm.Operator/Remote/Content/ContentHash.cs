using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Alitellm.Operator.Remote.Content;

/// <summary>The hash of a body before secrets are filled in, kept in <c>status.lastRendered</c> and in the marker.</summary>
internal static class ContentHash
{
    /// <summary>The version of the encoding below. A hash with another prefix, or none, was made by other rules and cannot be compared.</summary>
    public const string Prefix = "v2:";

    private const int _hexLength = 2 * SHA256.HashSizeInBytes;

    private static readonly SearchValues<char> _hexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary><c>v2:</c> and the lower-case hex SHA-256 of the canonical text.</summary>
    public static string Of(JsonNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(node))));
    }

    /// <summary>
    /// Whether a stored hash can be compared with <see cref="Of"/>. When not, it is back-filled after a field compare and never taken
    /// for a change: the reference operator writes plain hex under the same name.
    /// </summary>
    public static bool IsOurs(string? hash)
    {
        return hash is not null
            && hash.Length == Prefix.Length + _hexLength
            && hash.StartsWith(Prefix, StringComparison.Ordinal)
            && !hash.AsSpan(Prefix.Length).ContainsAnyExcept(_hexDigits);
    }
}
