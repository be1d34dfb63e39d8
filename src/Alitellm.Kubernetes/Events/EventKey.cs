namespace Alitellm.Kubernetes.Events;

/// <summary>What makes two events the same happening.</summary>
internal sealed record EventKey(string Uid, string Namespace, string Name, string Kind, string Type, string Reason, string Note, string Controller);
