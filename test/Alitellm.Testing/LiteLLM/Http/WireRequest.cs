namespace Alitellm.Testing.LiteLLM;

/// <summary>A request as every skin hands it over. <paramref name="Path"/> is still percent-encoded; <paramref name="Query"/> has no question mark.</summary>
internal sealed record WireRequest(string Method, string Path, string Query, Func<string, string?> Header, ReadOnlyMemory<byte> Body)
{
    /// <summary>The host it was sent to, without a port.</summary>
    public string Host { get; init; } = "";

    /// <summary>The local process that sent it, where it is known.</summary>
    public int? Process { get; init; }
}
