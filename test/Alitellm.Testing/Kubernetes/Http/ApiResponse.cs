namespace Alitellm.Testing.Kubernetes;

/// <summary>An answer: a status with body segments or a stream, or a broken connection.</summary>
public sealed record ApiResponse
{
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/json";

    /// <summary>Seconds of the <c>Retry-After</c> header.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary><c>Warning</c> headers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The body in pieces; they are shared and must not be changed.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Body { get; init; } = [];

    /// <summary>The body when it is streamed; disposing it ends the watch.</summary>
    public Stream? Stream { get; init; }

    /// <summary>What the client sees of the connection.</summary>
    public ConnectionOutcome Connection { get; init; }
}
