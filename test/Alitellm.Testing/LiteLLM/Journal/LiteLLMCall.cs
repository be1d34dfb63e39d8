namespace Alitellm.Testing.LiteLLM;

/// <summary>One request the stand-in saw. Properties after <see cref="Arrived"/> settle when the request completes.</summary>
public sealed class LiteLLMCall
{
    /// <summary>Position in the journal, from 1.</summary>
    public required long Sequence { get; init; }

    public required DateTimeOffset Arrived { get; init; }

    /// <summary>Which process got it, from 0.</summary>
    public required int Replica { get; init; }

    public required string Method { get; init; }

    /// <summary>The decoded path.</summary>
    public required string Path { get; init; }

    /// <summary>The query without its question mark.</summary>
    public required string Query { get; init; }

    /// <summary>Method and route template, for example <c>PATCH /model/{id}/update</c>; the plain path where no route fits.</summary>
    public required string Operation { get; init; }

    /// <summary>The id the request names in its path or body, if any.</summary>
    public required string? Subject { get; init; }

    /// <summary>The body as sent, or null without one. May contain secrets.</summary>
    public required string? Body { get; init; }

    /// <summary>The User-Agent: all that is known of the writer.</summary>
    public required string? Caller { get; init; }

    /// <summary>The local process that sent it, where the host was told to find out.</summary>
    public required int? Process { get; init; }

    /// <summary>Whether the request can change something: every verb but GET, except <c>POST /key/health</c>.</summary>
    public required bool IsWrite { get; init; }

    /// <summary>Logical time of the arrival; arrivals and completions share one counter, so intervals compare even at one instant.</summary>
    public required long ArrivalTick { get; init; }

    /// <summary>When the server was done with it, whether or not the client was still there.</summary>
    public DateTimeOffset? Completed { get; internal set; }

    public long? CompletionTick { get; internal set; }

    /// <summary>The status sent, or null when none was.</summary>
    public int? Status { get; internal set; }

    public LiteLLMCallOutcome Outcome { get; internal set; }

    /// <summary>Name of the fault that struck, if any.</summary>
    public string? Fault { get; internal set; }

    internal bool Overlaps(LiteLLMCall other)
        => ArrivalTick < (other.CompletionTick ?? long.MaxValue) && other.ArrivalTick < (CompletionTick ?? long.MaxValue);

    public override string ToString() => $"#{Sequence} {Method} {Path} → {Status?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Outcome.ToString()}";
}
