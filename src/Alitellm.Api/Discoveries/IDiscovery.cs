using k8s;
using k8s.Models;

namespace Alitellm.Api.Discoveries;

/// <summary>What both discovery kinds have, whatever they generate.</summary>
public interface IDiscovery : IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The fields of <c>spec</c> that both kinds have.</summary>
    DiscoverySpec CommonSpec { get; }

    /// <summary>The value of <c>spec.type</c>.</summary>
    string SourceType { get; }

    /// <summary>What was found and generated.</summary>
    DiscoveryStatus? Status { get; set; }
}
