using System.Net;
using System.Net.Sockets;
using Alitellm.LiteLLM;

namespace Alitellm.Operator.Discovery.Sources;

/// <summary>
/// Which addresses discovery may call: who can write a discovery must not be able to read, through the operator, what only the operator's
/// machine can reach. Private networks are allowed, because in-cluster sources live there. Pure; names are checked again when they are
/// resolved.
/// </summary>
/// <param name="allowHosts">Exceptions by name or address, lower case.</param>
internal sealed class SourceAddressRules(IReadOnlyList<string> allowHosts)
{
    private static readonly (IPNetwork Network, string What)[] s_refused =
    [
        (IPNetwork.Parse("169.254.169.254/32"), "a cloud metadata address"),
        (IPNetwork.Parse("100.100.100.200/32"), "a cloud metadata address"),

        // AWS keeps the machine's own services here: metadata (::254) and the credentials of pods (::23).
        (IPNetwork.Parse("fd00:ec2::/64"), "a cloud metadata address"),
        (IPNetwork.Parse("127.0.0.0/8"), "a loopback address"),
        (IPNetwork.Parse("::1/128"), "a loopback address"),
        (IPNetwork.Parse("169.254.0.0/16"), "a link-local address"),
        (IPNetwork.Parse("fe80::/10"), "a link-local address"),
        (IPNetwork.Parse("224.0.0.0/4"), "a multicast address"),
        (IPNetwork.Parse("ff00::/8"), "a multicast address"),

        // "This network": Linux connects to itself for all of it. The broadcast address is nobody's either.
        (IPNetwork.Parse("0.0.0.0/8"), "an unspecified address"),
        (IPNetwork.Parse("::/128"), "an unspecified address"),
        (IPNetwork.Parse("255.255.255.255/32"), "a broadcast address"),
    ];

    /// <summary>IPv6 networks that carry an IPv4 address, and where it begins.</summary>
    private static readonly (IPNetwork Network, int Offset)[] s_embedding =
    [
        (IPNetwork.Parse("::ffff:0:0/96"), 12),
        (IPNetwork.Parse("::ffff:0:0:0/96"), 12),
        (IPNetwork.Parse("::/96"), 12),
        (IPNetwork.Parse("64:ff9b::/96"), 12),
        (IPNetwork.Parse("64:ff9b:1::/48"), 12),
        (IPNetwork.Parse("2002::/16"), 2),
    ];

    private readonly HashSet<string> _allowedNames = [.. allowHosts];
    private readonly HashSet<IPAddress> _allowedAddresses = [.. allowHosts.Select(host => AddressOf(host)).OfType<IPAddress>()];

    /// <summary>Checks <c>spec.baseUrl</c>.</summary>
    /// <returns>The URL without a slash at its end.</returns>
    /// <exception cref="SourceException">It cannot be used; nothing of it is quoted, because it may hold a password.</exception>
    public Uri CheckBaseUrl(string? baseUrl)
    {
        var verdict = EndpointRules.Check(baseUrl);
        if (!verdict.Ok)
        {
            throw new SourceException(SourceFailure.InvalidConfig, $"baseUrl cannot be used: {verdict.Reason}");
        }

        return RefuseHost(verdict.Endpoint.IdnHost) is { } reason
            ? throw new SourceException(SourceFailure.InvalidConfig, $"baseUrl cannot be used: its host is {reason}, which discovery does not call")
            : new Uri(verdict.Endpoint.AbsoluteUri.TrimEnd('/'));
    }

    /// <summary>What a host is that must not be called, such as "a loopback address"; null when it may be, as far as its text tells.</summary>
    public string? RefuseHost(string host)
    {
        var name = Bare(host);
        if (_allowedNames.Contains(name))
        {
            return null;
        }

        if (name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal))
        {
            return "localhost";
        }

        return AddressOf(name) is { } address ? RefuseAddress(name, address) : null;
    }

    /// <summary>The same for an address that <paramref name="host"/> was resolved to.</summary>
    public string? RefuseAddress(string host, IPAddress address)
    {
        var canonical = Canonical(address);
        return _allowedNames.Contains(Bare(host)) || _allowedAddresses.Contains(canonical) ? null : Refuse(canonical);
    }

    private static string? Refuse(IPAddress address)
    {
        foreach (var (network, what) in s_refused)
        {
            if (network.Contains(address))
            {
                return what;
            }
        }

        foreach (var (network, offset) in s_embedding)
        {
            if (network.Contains(address) && Refuse(new IPAddress(address.GetAddressBytes().AsSpan(offset, 4))) is { } inner)
            {
                return $"{inner} in IPv6 form";
            }
        }

        return null;
    }

    /// <summary>Without a zone, which is no part of the address, and IPv4 as IPv4.</summary>
    private static IPAddress Canonical(IPAddress address)
    {
        var plain = address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;
        return plain.IsIPv4MappedToIPv6 ? plain.MapToIPv4() : plain;
    }

    private static string Bare(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        return name.StartsWith('[') && name.EndsWith(']') ? name[1..^1] : name;
    }

    /// <summary>Also the spellings that the system's resolver takes for an address: decimal, hexadecimal, octal, fewer than four parts.</summary>
    private static IPAddress? AddressOf(string host)
    {
        return IPAddress.TryParse(Bare(host), out var address) ? Canonical(address) : null;
    }
}
