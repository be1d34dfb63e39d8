namespace Alitellm.Testing.Kubernetes;

/// <summary>A request as both skins hand it to the state machine.</summary>
public sealed record ApiRequest
{
    /// <summary>HTTP method in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>Unescaped path, e.g. <c>/api/v1/namespaces</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Query string with or without the question mark.</summary>
    public string Query { get; init; } = "";

    public string Accept { get; init; } = "";

    /// <summary>Media type of the body without parameters.</summary>
    public string ContentType { get; init; } = "";

    public string UserAgent { get; init; } = "";

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Readers of a streamed answer continue on the thread pool instead of inside the write that fed them; the in-memory skin
    /// leaves this off to stay deterministic.
    /// </summary>
    public bool AsynchronousStreams { get; init; }
}
