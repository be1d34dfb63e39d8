using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Alitellm.Operator.Discovery.Models.Sources.Aws;

/// <summary>AWS Signature Version 4 in request headers.</summary>
internal static class AwsSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The headers that sign a request; they go with it beside those given.</summary>
    /// <param name="address">Its path must need no escaping: that is all this operator asks for, and services differ in how it is signed.</param>
    /// <param name="headers">Further headers to sign; names in lower case.</param>
    public static IReadOnlyList<(string Name, string Value)> Sign(
        string method,
        Uri address,
        IReadOnlyList<(string Name, string Value)> headers,
        ReadOnlySpan<byte> body,
        AwsCredentials credentials,
        string region,
        string service,
        DateTimeOffset now)
    {
        var instant = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var date = instant[..8];
        List<(string Name, string Value)> added = [("x-amz-date", instant)];
        if (credentials.SessionToken is { } token)
        {
            added.Add(("x-amz-security-token", token));
        }

        (string Name, string Value)[] signed = [.. headers.Concat(added).Append(("host", address.Authority)).OrderBy(header => header.Item1, StringComparer.Ordinal)];
        var names = string.Join(';', signed.Select(header => header.Name));
        var canonical = string.Join(
            '\n',
            [
                method,
                address.AbsolutePath,
                CanonicalQuery(address),
                .. signed.Select(header => $"{header.Name}:{header.Value.Trim()}"),
                "",
                names,
                Convert.ToHexStringLower(SHA256.HashData(body)),
            ]);
        var scope = $"{date}/{region}/{service}/aws4_request";
        var toSign = $"{Algorithm}\n{instant}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes($"AWS4{credentials.SecretAccessKey}");
        foreach (var part in (string[])[date, region, service, "aws4_request"])
        {
            key = Hmac(key, part);
        }

        var signature = Convert.ToHexStringLower(Hmac(key, toSign));
        added.Add(("Authorization", $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}"));
        return added;
    }

    private static string CanonicalQuery(Uri address)
    {
        var parameters = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(parameter => parameter.Split('=', 2))
            .Select(parts => (Name: Escape(parts[0]), Value: parts.Length == 2 ? Escape(parts[1]) : ""))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal)
            .ThenBy(parameter => parameter.Value, StringComparer.Ordinal);
        return string.Join('&', parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"));
    }

    /// <summary>From whatever escaping the address has to the one that is signed.</summary>
    private static string Escape(string text)
    {
        return Uri.EscapeDataString(Uri.UnescapeDataString(text));
    }

    private static byte[] Hmac(byte[] key, string text)
    {
        return HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
    }
}
