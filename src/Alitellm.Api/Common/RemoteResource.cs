using System.Text.Json.Serialization;
using Alitellm.Api.Schema;
using k8s;
using k8s.Models;

namespace Alitellm.Api.Common;

/// <summary>An object that declares one LiteLLM entry: what every kind of Pipeline A has in common.</summary>
[CelRule(
    "(has(self.spec) && has(self.spec.connectionRef) && has(self.spec.connectionRef.name) ? self.spec.connectionRef.name : 'default')"
    + " == (has(oldSelf.spec) && has(oldSelf.spec.connectionRef) && has(oldSelf.spec.connectionRef.name)"
    + " ? oldSelf.spec.connectionRef.name : 'default')",
    "spec.connectionRef.name cannot be changed (absent means default): the entry in LiteLLM would be left behind; "
    + "delete the object and create it again",
    FieldPath = ".spec.connectionRef.name",
    Reason = "FieldValueForbidden")]
public abstract class RemoteResource : IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion { get; set; } = ApiGroup.ApiVersion;

    public abstract string Kind { get; set; }

    public V1ObjectMeta Metadata { get; set; } = new();

    [JsonIgnore]
    public abstract RemoteSpec CommonSpec { get; }

    [JsonIgnore]
    public abstract RemoteStatus? CommonStatus { get; }

    /// <summary>The status, made where there is none yet.</summary>
    public abstract RemoteStatus EnsureStatus();
}
