using System.Net;
using System.Text;

namespace Alitellm.LiteLLM;

/// <summary>Decides, without any I/O, whether a URL may be used as the endpoint of a proxy.</summary>
public static class EndpointRules
{
    /// <summary>Longest URL accepted, in characters.</summary>
    public const int MaxLength = 2048;

    private const int MaxHostLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>Checks the URL as written; parsing alone would forgive too much (backslashes, blanks, an empty port).</summary>
    public static EndpointVerdict Check(string? endpoint)
    {
        if (string.IsNullOrWhiteSpace(endpoint))
        {
            return Refused("it is empty");
        }

        if (CheckText(endpoint) is { } reason)
        {
            return Refused(reason);
        }

        var authority = Authority(endpoint);
        if (CheckHost(HostOf(authority)) is { } hostReason)
        {
            return Refused(hostReason);
        }

        if (CheckPort(authority) is { } portReason)
        {
            return Refused(portReason);
        }

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Host.Length > 0
            ? new EndpointVerdict(uri, Classify(uri), null)
            : Refused("it is not a valid URL");
    }

    private static string? CheckText(string endpoint)
    {
        if (endpoint.Length > MaxLength)
        {
            return $"it is longer than {MaxLength} characters";
        }

        if (endpoint.EnumerateRunes().Any(rune => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)))
        {
            return "it holds white space or control characters";
        }

        var colon = endpoint.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? "" : endpoint[..colon].ToLowerInvariant();
        if (scheme is not ("http" or "https"))
        {
            return "its scheme is neither http nor https";
        }

        if (!endpoint.AsSpan(colon + 1).StartsWith("//"))
        {
            return "it names no host";
        }

        if (endpoint.Contains('\\', StringComparison.Ordinal))
        {
            return "it holds a backslash";
        }

        if (endpoint.Contains('@', StringComparison.Ordinal))
        {
            return "it holds user information";
        }

        if (endpoint.Contains('?', StringComparison.Ordinal))
        {
            return "it holds a query";
        }

        return endpoint.Contains('#', StringComparison.Ordinal) ? "it holds a fragment" : null;
    }

    private static string? CheckHost(string host)
    {
        if (host.Length == 0)
        {
            return "it names no host";
        }

        if (!Ascii.IsValid(host))
        {
            return "its host is not ASCII (use Punycode)";
        }

        if (host[0] == '[')
        {
            return IPAddress.TryParse(host, out _) ? null : "its IPv6 address is not valid";
        }

        var name = host.EndsWith('.') ? host[..^1] : host;
        return name.Length is > 0 and <= MaxHostLength && name.Split('.').All(IsLabel) ? null : "its host is not a valid DNS name";
    }

    private static string? CheckPort(string authority)
    {
        var rest = authority[HostOf(authority).Length..];
        if (rest.Length == 0)
        {
            return null;
        }

        return rest[0] == ':' && rest.Length is > 1 and <= 6 && rest[1..].All(char.IsAsciiDigit) && int.Parse(rest[1..], null) is > 0 and <= 65535
            ? null
            : "its port is not between 1 and 65535";
    }

    private static EndpointTransport Classify(Uri uri)
    {
        if (uri.Scheme == Uri.UriSchemeHttps)
        {
            return EndpointTransport.Tls;
        }

        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        if (IPAddress.TryParse(host, out var address))
        {
            return IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
                ? EndpointTransport.Loopback
                : EndpointTransport.RemotePlaintext;
        }

        if (host == "localhost")
        {
            return EndpointTransport.Loopback;
        }

        var local = !host.Contains('.', StringComparison.Ordinal)
            || host.EndsWith(".svc", StringComparison.Ordinal)
            || host.EndsWith(".svc.cluster.local", StringComparison.Ordinal);
        return local ? EndpointTransport.ClusterLocal : EndpointTransport.RemotePlaintext;
    }

    private static string Authority(string endpoint)
    {
        var start = endpoint.IndexOf("//", StringComparison.Ordinal) + 2;
        var end = endpoint.IndexOf('/', start);
        return end < 0 ? endpoint[start..] : endpoint[start..end];
    }

    private static string HostOf(string authority)
    {
        if (authority.StartsWith('['))
        {
            var close = authority.IndexOf(']', StringComparison.Ordinal);
            return close < 0 ? authority : authority[..(close + 1)];
        }

        var colon = authority.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? authority : authority[..colon];
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaxLabelLength
        && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-')
        && label[0] != '-'
        && label[^1] != '-';

    private static EndpointVerdict Refused(string reason) => new(null, EndpointTransport.RemotePlaintext, reason);
}
