namespace Alitellm.Kubernetes.Informers;

/// <summary>An object the API server holds but that cannot be read as its kind. The store keeps the last readable state, if there was one.</summary>
/// <param name="Key">Null when not even the name was readable.</param>
/// <param name="Reason">Where it failed; never a value.</param>
public sealed record UndecodableObject(ObjectKey? Key, string? ResourceVersion, string Reason);
