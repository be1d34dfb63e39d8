using Alitellm.Api.Common;
using k8s.Models;

namespace Alitellm.Operator.Remote;

/// <summary>The token of the reconcile-requested-at annotation.</summary>
internal static class ReconcileRequest
{
    public static string? Of(IMetadata<V1ObjectMeta> resource)
    {
        return resource.Metadata.Annotations is { } annotations && annotations.TryGetValue(ApiGroup.ReconcileRequestedAtAnnotation, out var token) ? token : null;
    }
}
