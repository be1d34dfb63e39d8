using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace Alitellm.Kubernetes.Client;

/// <summary>How a namespaced kind is addressed and decoded. <c>Group</c> is empty for the core group.</summary>
public sealed record ResourceType<T>(string Group, string Version, string Plural, string Kind, JsonTypeInfo<T> Json)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    public string ApiVersion => Group.Length == 0 ? Version : $"{Group}/{Version}";
}
