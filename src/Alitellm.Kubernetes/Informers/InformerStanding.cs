namespace Alitellm.Kubernetes.Informers;

/// <summary>An informer's state and, where it is neither starting nor synced, what the server said. Never an object's content.</summary>
public sealed record InformerStanding(InformerState State, string? Failure = null);
