namespace Alitellm.Kubernetes.ListWatch;

/// <summary>An object that could not be read as its kind: what is known of it. Never its content.</summary>
/// <param name="Key">Null when not even the name was readable.</param>
internal readonly record struct UndecodableItem(ObjectKey? Key, string? ResourceVersion, string Reason);
