using k8s.Models;

namespace Alitellm.Kubernetes.Client;

/// <summary>Kinds of Kubernetes itself that an operator needs.</summary>
public static class BuiltInTypes
{
    public static ResourceType<V1Secret> Secret { get; } = new("", "v1", "secrets", "Secret", BuiltInJsonContext.Default.V1Secret);

    /// <summary>Secrets without their data, for an informer with <c>MetadataOnly</c>.</summary>
    public static ResourceType<PartialObject> SecretMetadata { get; } = PartialObject.TypeOf("", "v1", "secrets", "Secret");

    public static ResourceType<V1ConfigMap> ConfigMap { get; } = new("", "v1", "configmaps", "ConfigMap", BuiltInJsonContext.Default.V1ConfigMap);

    public static ResourceType<Eventsv1Event> Event { get; } = new("events.k8s.io", "v1", "events", "Event", BuiltInJsonContext.Default.Eventsv1Event);

    public static ResourceType<V1Lease> Lease { get; } = new("coordination.k8s.io", "v1", "leases", "Lease", BuiltInJsonContext.Default.V1Lease);
}
