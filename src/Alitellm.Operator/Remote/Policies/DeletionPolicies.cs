using Alitellm.Api.Common;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Api.ModelDiscoveries;
using k8s.Models;

namespace Alitellm.Operator.Remote.Policies;

/// <summary>Which deletion policy holds: a discovery's child, then the override annotation, then the spec, then Orphan.</summary>
internal static class DeletionPolicies
{
    private static readonly string[] _discoveryKinds = [LiteLLMModelDiscovery.KindName, LiteLLMMCPServerDiscovery.KindName];

    public static DeletionPolicyVerdict Resolve(RemoteResource resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        var (chosen, unknown) = ReadOverride(resource);
        if (resource.Metadata.OwnerReferences?.Any(IsDiscoveryController) == true)
        {
            return new(DeletionPolicy.Orphan, DeletionPolicySource.DiscoveryChild, unknown);
        }

        if (chosen is { } policy)
        {
            return new(policy, DeletionPolicySource.Override, null);
        }

        return resource.CommonSpec.DeletionPolicy is { } declared
            ? new(declared, DeletionPolicySource.Spec, unknown)
            : new(DeletionPolicy.Orphan, DeletionPolicySource.Default, unknown);
    }

    /// <summary>Exactly the two names count: <c>orphan</c> may be a slip, and a slip must not delete or keep anything.</summary>
    private static (DeletionPolicy? Chosen, string? Unknown) ReadOverride(RemoteResource resource)
    {
        if (resource.Metadata.Annotations is not { } annotations
            || !annotations.TryGetValue(ApiGroup.DeletionPolicyOverrideAnnotation, out var value))
        {
            return (null, null);
        }

        return value switch
        {
            nameof(DeletionPolicy.Orphan) => (DeletionPolicy.Orphan, null),
            nameof(DeletionPolicy.Delete) => (DeletionPolicy.Delete, null),
            _ => (null, value),
        };
    }

    private static bool IsDiscoveryController(V1OwnerReference owner)
    {
        return owner.Controller == true
            && _discoveryKinds.Contains(owner.Kind, StringComparer.Ordinal)
            && owner.ApiVersion?.StartsWith(ApiGroup.Group + "/", StringComparison.Ordinal) == true;
    }
}
