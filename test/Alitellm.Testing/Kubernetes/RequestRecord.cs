namespace Alitellm.Testing.Kubernetes;

/// <summary>A request the server saw.</summary>
/// <param name="Sequence">Order of arrival, from 1.</param>
/// <param name="Time">Arrival on the server's clock.</param>
/// <param name="Request">What was asked.</param>
public sealed record RequestRecord(long Sequence, DateTimeOffset Time, RequestInfo Request)
{
    /// <summary>HTTP status sent; null while in flight and for refused or lost answers.</summary>
    public int? Status { get; internal set; }

    /// <summary>What the client saw of the connection.</summary>
    public ConnectionOutcome Connection { get; internal set; }
}
