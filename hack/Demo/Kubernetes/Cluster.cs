using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Alitellm.Api;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Testing.ToolHive;

namespace Alitellm.Demo.Kubernetes;

/// <summary>A Kubernetes API as its users see it: manifests go in, objects come out.</summary>
internal sealed class Cluster(string kubeconfig) : IDisposable
{
    private const string FieldManager = "alitellm-demo";

    private static readonly JsonTypeInfo<Manifest> s_json = (JsonTypeInfo<Manifest>)JsonSerializerOptions.Default.GetTypeInfo(typeof(Manifest));

    private static readonly Dictionary<string, ResourceType<Manifest>> s_types = new ResourceType<Manifest>[]
    {
        new("", "v1", "namespaces", "Namespace", s_json),
        new("", "v1", "secrets", "Secret", s_json),
        new("", "v1", "configmaps", "ConfigMap", s_json),
        new("events.k8s.io", "v1", "events", "Event", s_json),
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", s_json),
    }
    .Concat(ToolHiveCrds.Kinds.Select(static kind => new ResourceType<Manifest>(ToolHiveCrds.Group, ToolHiveCrds.Version, kind.Plural, kind.Kind, s_json)))
    .Concat(ApiKinds.All.Select(static kind => new ResourceType<Manifest>(kind.Group, kind.Version, kind.Plural, kind.Kind, s_json)))
    .ToDictionary(static type => type.Kind, StringComparer.Ordinal);

    private readonly KubernetesConnection _connection = KubernetesConnection.Create(kubeconfig, FieldManager, TimeProvider.System);

    /// <summary>Path of the kubeconfig that leads here.</summary>
    public string Kubeconfig { get; } = kubeconfig;

    /// <summary>Creates or changes an object by forced server-side apply.</summary>
    /// <exception cref="KubernetesApiException">The server refuses it.</exception>
    public async Task<JsonObject> ApplyAsync(JsonObject manifest, CancellationToken cancellationToken)
    {
        var asked = new Manifest(manifest);
        var metadata = asked.Metadata;
        var key = new ObjectKey(metadata.NamespaceProperty ?? "", metadata.Name);
        return (await Resource(asked.Kind).ApplyAsync(key, manifest, FieldManager, force: true, cancellationToken)).Json;
    }

    /// <returns>The object, or null where it does not exist.</returns>
    public async Task<JsonObject?> GetAsync(string kind, string @namespace, string name, CancellationToken cancellationToken) =>
        (await Resource(kind).GetAsync(new ObjectKey(@namespace, name), cancellationToken))?.Json;

    public async Task<IReadOnlyList<JsonObject>> ListAsync(string kind, string @namespace, CancellationToken cancellationToken) =>
        [.. (await _connection.ListAsync(TypeOf(kind), @namespace, null, cancellationToken)).Select(static found => found.Json)];

    /// <summary>RFC 7386 merge patch of everything but the status.</summary>
    /// <exception cref="KubernetesApiException">The server refuses it.</exception>
    public async Task<JsonObject> PatchAsync(string kind, string @namespace, string name, JsonObject patch, CancellationToken cancellationToken) =>
        (await Resource(kind).MergePatchAsync(new ObjectKey(@namespace, name), patch, cancellationToken)).Json;

    /// <summary>Asks for deletion; an object with finalizers goes later.</summary>
    public Task DeleteAsync(string kind, string @namespace, string name, CancellationToken cancellationToken) =>
        Resource(kind).DeleteAsync(new ObjectKey(@namespace, name), null, cancellationToken);

    /// <summary>Applies CustomResourceDefinitions and waits until their objects can be listed.</summary>
    public async Task InstallAsync(IReadOnlyList<JsonObject> definitions, CancellationToken cancellationToken)
    {
        foreach (var definition in definitions)
        {
            await ApplyAsync(definition, cancellationToken);
        }

        foreach (var kind in definitions.Select(static definition => (string)definition["spec"]!["names"]!["kind"]!))
        {
            await Polling.UntilAsync(() => IsServedAsync(kind, cancellationToken), cancellationToken);
        }
    }

    public void Dispose() => _connection.Dispose();

    private static ResourceType<Manifest> TypeOf(string kind) =>
        s_types.GetValueOrDefault(kind) ?? throw new ArgumentException($"'{kind}' is not a kind the demo handles", nameof(kind));

    private IResourceClient<Manifest> Resource(string kind) => _connection.Resource(TypeOf(kind));

    private async Task<bool> IsServedAsync(string kind, CancellationToken cancellationToken)
    {
        try
        {
            await ListAsync(kind, "default", cancellationToken);
            return true;
        }
        catch (KubernetesApiException e) when (e.IsNotFound)
        {
            return false;
        }
    }
}
