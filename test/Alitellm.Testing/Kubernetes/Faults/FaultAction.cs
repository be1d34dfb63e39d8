namespace Alitellm.Testing.Kubernetes;

/// <summary>What happens to a request a <see cref="FaultRule"/> matched.</summary>
public sealed class FaultAction
{
    private FaultAction(FaultKind kind) => Kind = kind;

    internal FaultKind Kind { get; }

    internal int Code { get; private init; }

    internal string Reason { get; private init; } = "";

    internal int? RetryAfterSeconds { get; private init; }

    internal TimeSpan Interval { get; private init; }

    internal int Bytes { get; private init; }

    /// <summary>Refuses before any effect, e.g. <c>Answer(429, "TooManyRequests", 2)</c>.</summary>
    /// <param name="code">HTTP status; 400 or above.</param>
    /// <param name="reason">Reason of the Status object.</param>
    /// <param name="retryAfterSeconds">Sets the <c>Retry-After</c> header.</param>
    public static FaultAction Answer(int code, string reason, int? retryAfterSeconds = null) =>
        new(FaultKind.Answer) { Code = code, Reason = reason, RetryAfterSeconds = retryAfterSeconds };

    /// <summary>409 without effect.</summary>
    public static FaultAction Conflict() => Answer(409, "Conflict");

    /// <summary>410 without effect.</summary>
    public static FaultAction Expired() => Answer(410, "Expired");

    /// <summary>429 without effect.</summary>
    public static FaultAction TooManyRequests(int retryAfterSeconds = 1) => Answer(429, "TooManyRequests", retryAfterSeconds);

    /// <summary>500 without effect.</summary>
    public static FaultAction InternalError() => Answer(500, "InternalError");

    /// <summary>The request has its effect, then the connection breaks.</summary>
    public static FaultAction LoseAnswer() => new(FaultKind.LoseAnswer);

    /// <summary>The connection is refused; no effect.</summary>
    public static FaultAction Refuse() => new(FaultKind.Refuse);

    /// <summary>The request is handled after a while on the server's clock.</summary>
    public static FaultAction Delay(TimeSpan delay) => new(FaultKind.Delay) { Interval = delay };

    /// <summary>No effect and no answer until the client gives up.</summary>
    public static FaultAction Hang() => new(FaultKind.Hang);

    /// <summary>The body breaks off after so many bytes (a watch: of what is queued at its start).</summary>
    public static FaultAction CutBody(int afterBytes) => new(FaultKind.CutBody) { Bytes = afterBytes };

    /// <summary>The body flows at so many bytes per interval.</summary>
    public static FaultAction SlowBody(int bytes, TimeSpan interval) => new(FaultKind.SlowBody) { Bytes = bytes, Interval = interval };

    /// <summary>Headers arrive, the body never does: a half-open connection.</summary>
    public static FaultAction StallBody() => new(FaultKind.StallBody);
}
