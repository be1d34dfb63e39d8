using Alitellm.Api.Common;
using Alitellm.Kubernetes;

namespace Alitellm.Operator.Remote;

/// <summary>The Connection an object names.</summary>
internal static class ConnectionRefs
{
    public static ObjectKey Of(RemoteResource resource)
    {
        return new(resource.Metadata.NamespaceProperty, resource.CommonSpec.ConnectionName);
    }
}
