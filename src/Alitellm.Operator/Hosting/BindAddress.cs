using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Alitellm.Operator.Hosting;

/// <summary>A listening address in the form Go programs take: <c>:8080</c>, <c>0.0.0.0:8080</c>, <c>[::1]:8080</c>, <c>localhost:8080</c>, or <c>0</c> for none.</summary>
internal sealed record BindAddress
{
    private const string OffText = "0";

    private BindAddress(IPAddress? address, int port)
    {
        Address = address;
        Port = port;
    }

    /// <summary>Nothing listens.</summary>
    public static BindAddress Off { get; } = new(null, -1);

    /// <summary>The interface; null means all of them, IPv4 and IPv6.</summary>
    public IPAddress? Address { get; }

    /// <summary>The port; 0 lets the system choose a free one.</summary>
    public int Port { get; }

    public bool IsOff => Port < 0;

    public static BindAddress OnAnyInterface(int port) => new(null, port);

    public static BindAddress OnLoopback(int port) => new(IPAddress.Loopback, port);

    public static bool TryParse(string text, [NotNullWhen(true)] out BindAddress? address)
    {
        address = null;
        if (text == OffText)
        {
            address = Off;
            return true;
        }

        int colon = text.LastIndexOf(':');
        if (colon < 0 || !TryParsePort(text.AsSpan(colon + 1), out int port))
        {
            return false;
        }

        string host = text[..colon];
        if (host.Length == 0)
        {
            address = OnAnyInterface(port);
            return true;
        }

        if (host == "localhost")
        {
            address = OnLoopback(port);
            return true;
        }

        bool bracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!IPAddress.TryParse(bracketed ? host[1..^1] : host, out IPAddress? ip) || bracketed != host.Contains(':'))
        {
            return false;
        }

        address = new BindAddress(ip, port);
        return true;
    }

    /// <summary>Whether both would ask the system for the same port of the same interface.</summary>
    public bool CollidesWith(BindAddress other) =>
        !IsOff && Port > 0 && Port == other.Port && (Address is null || other.Address is null || Address.Equals(other.Address));

    public override string ToString() => this switch
    {
        { IsOff: true } => OffText,
        { Address: null } => $":{Port}",
        _ => new IPEndPoint(Address, Port).ToString(),
    };

    private static bool TryParsePort(ReadOnlySpan<char> text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= IPEndPoint.MaxPort;
}
