using System.Security.Cryptography;
using System.Text;

namespace Alitellm.Operator.Remote.Content;

/// <summary>Ids for entries whose id LiteLLM lets us choose: the same object always gets the same, so a create can be repeated safely.</summary>
internal static class DeterministicId
{
    public const string Prefix = "alo-";

    /// <summary>130 bits: a collision is out of reach, and the id stays short enough to read aloud.</summary>
    private const int _characters = 26;

    private const string _base32 = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>
    /// <c>alo-</c> and the first 26 characters of the lower-case base32 (RFC 4648) SHA-256 of <c>v1|instance|connection|namespace|name</c>.
    /// Of the parts only the instance may contain a bar, and it comes first, so the text can be read in one way only.
    /// </summary>
    public static string ForModel(string instance, string connection, string ns, string name)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"v1|{instance}|{connection}|{ns}|{name}"));
        var id = new StringBuilder(Prefix, Prefix.Length + _characters);
        var pending = 0;
        var bits = 0;
        for (int written = 0, read = 0; written < _characters; written++)
        {
            if (bits < 5)
            {
                pending = (pending << 8) | hash[read++];
                bits += 8;
            }

            bits -= 5;
            id.Append(_base32[(pending >> bits) & 31]);
            pending &= (1 << bits) - 1;
        }

        return id.ToString();
    }
}
