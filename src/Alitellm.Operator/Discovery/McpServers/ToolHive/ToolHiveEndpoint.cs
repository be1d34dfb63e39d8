using Alitellm.Api.McpServers;

namespace Alitellm.Operator.Discovery.McpServers.ToolHive;

/// <summary>Pure: where and how LiteLLM reaches what an object stands for.</summary>
internal static class ToolHiveEndpoint
{
    private const string Sse = "sse";
    private const string Stdio = "stdio";
    private const string StreamableHttp = "streamable-http";

    /// <summary>The URL as it is, without the fragment: ToolHive puts the server's name there, and it means nothing to an HTTP client.</summary>
    /// <returns>Null while there is none.</returns>
    public static string? Url(ToolHiveObject found)
    {
        var url = found.Status?.Url?.Trim() ?? "";
        var fragment = url.IndexOf('#', StringComparison.Ordinal);
        url = fragment < 0 ? url : url[..fragment];
        return url.Length == 0 ? null : url;
    }

    /// <summary>What the object says about its transport, in its own words; for a person to read.</summary>
    public static string Stated(ToolHiveObject found)
    {
        return found.Status?.Transport is { Length: > 0 } served ? served
            : found.Spec is { Transport: Stdio, ProxyMode: { Length: > 0 } mode } ? $"{Stdio} behind {mode}"
            : found.Spec?.Transport ?? "";
    }

    /// <summary>What is spoken at the URL. The status counts if it says so; else it follows from the spec what ToolHive's proxy speaks.</summary>
    /// <returns>A value of <see cref="McpTransports"/>; null for what LiteLLM does not speak.</returns>
    public static string? Transport(ToolHiveObject found)
    {
        if (found.Status?.Transport is { Length: > 0 } served)
        {
            return Spoken(served);
        }

        var declared = found.Spec?.Transport is { Length: > 0 } own ? own : StreamableHttp;
        var proxied = found.Spec?.ProxyMode is { Length: > 0 } mode ? mode : StreamableHttp;
        return Spoken(declared == Stdio ? proxied : declared);
    }

    private static string? Spoken(string transport)
    {
        return transport switch
        {
            McpTransports.Http or StreamableHttp => McpTransports.Http,
            Sse => McpTransports.Sse,
            _ => null,
        };
    }
}
