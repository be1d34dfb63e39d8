namespace Alitellm.Testing.Kubernetes;

/// <summary>How a request fares on the wire.</summary>
public enum ConnectionOutcome
{
    /// <summary>The answer arrives.</summary>
    Answered,

    /// <summary>Nothing listens: the request had no effect.</summary>
    Refused,

    /// <summary>The request had its effect, the connection broke before the answer.</summary>
    Lost,
}
