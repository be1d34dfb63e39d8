using Alitellm.Api.Common;
using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote;

/// <summary>The Connection an object names.</summary>
internal static class ConnectionRefs
{
    public const string DefaultName = "default";

    public static ObjectKey Of(RemoteResource resource)
    {
        return new(resource.Metadata.NamespaceProperty, resource.CommonSpec.ConnectionRef?.Name is { Length: > 0 } name ? name : DefaultName);
    }
}
