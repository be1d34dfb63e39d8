using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Alitellm.Api.Common;

/// <summary>An object that declares one LiteLLM entry: what every Pipeline A kind has in common.</summary>
public abstract class RemoteResource : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    public abstract string Kind { get; set; }

    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonIgnore]
    public abstract RemoteSpec CommonSpec { get; }

    [JsonIgnore]
    public abstract RemoteStatus? CommonStatus { get; }
}
