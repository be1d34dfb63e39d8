using System.Text.Json.Nodes;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Events;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Discovery.Patterns;
using Alitellm.Operator.Hosting;
using k8s.Models;

namespace Alitellm.Operator.Kinds.ModelAlias.Catalog;

/// <summary>
/// Keeps the ConfigMap of the catalog in line with the aliases that were written. It is a by-product: a failure is an event, never a
/// reason why an alias would not be ready.
/// </summary>
internal sealed class CatalogPublisher(CatalogOptions options, AliasClaims claims, IResourceClient<V1ConfigMap> configMaps, IEventRecorder events, TimeProvider time)
{
    private const string Key = "api.json";

    /// <summary>How often models are asked for their abilities although no alias changed; the reference operator's resync of 15 min.</summary>
    private static readonly TimeSpan s_resync = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private readonly Dictionary<EndpointRuntime, Part> _parts = [];
    private Task _last = Task.CompletedTask;

    /// <summary>Publishes what changed at a proxy since the last time, one caller after the other. Never throws but for cancellation.</summary>
    public async Task RefreshAsync(ConnectionSnapshot connection, CancellationToken cancellationToken)
    {
        if (!IsDue(connection.Endpoint!, claims.WrittenAt(connection.Endpoint!)))
        {
            return;
        }

        var done = new TaskCompletionSource();
        Task before;
        lock (_gate)
        {
            (before, _last) = (_last, done.Task);
        }

        try
        {
            await before.WaitAsync(cancellationToken);
            await PublishAsync(connection, connection.Endpoint!, cancellationToken);
        }
        finally
        {
            done.SetResult();
        }
    }

    private async Task PublishAsync(ConnectionSnapshot connection, EndpointRuntime endpoint, CancellationToken cancellationToken)
    {
        var aliases = claims.WrittenAt(endpoint);
        if (!IsDue(endpoint, aliases))
        {
            // The caller before has done it.
            return;
        }

        try
        {
            var filter = new CatalogFilter(options.Include, options.Exclude);
            var rows = aliases.Count == 0 ? [] : (await connection.Client!.Api.GetServedModelsAsync(null, cancellationToken)).Data;
            var text = CatalogDocument.Text(Joined(endpoint, new(aliases, CatalogDocument.Models(aliases, rows, filter), time.GetTimestamp())), options.ApiBase);
            await WriteAsync(text, cancellationToken);
        }
        catch (Exception e) when (e is LiteLLMException or KubernetesApiException or PatternException)
        {
            Forget(endpoint);
            if (claims.SpokesmanOf(endpoint) is { } spokesman)
            {
                events.Warning(spokesman, "CatalogWriteFailed", $"ConfigMap {options.Namespace}/{options.Name} was not written: {e.Message}");
            }
        }
    }

    private bool IsDue(EndpointRuntime endpoint, IReadOnlyDictionary<string, string> aliases)
    {
        lock (_gate)
        {
            if (!_parts.TryGetValue(endpoint, out var part))
            {
                return aliases.Count > 0;
            }

            var isSame = part.Aliases.Count == aliases.Count && part.Aliases.All(alias => aliases.TryGetValue(alias.Key, out var value) && value == alias.Value);
            return !isSame || (aliases.Count > 0 && time.GetElapsedTime(part.At) >= s_resync);
        }
    }

    /// <summary>The models of all proxies, those of this one renewed; of two proxies with one alias, the one whose address sorts last has it.</summary>
    private JsonObject Joined(EndpointRuntime endpoint, Part part)
    {
        lock (_gate)
        {
            _parts[endpoint] = part;
            var models = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
            foreach (var (alias, model) in _parts.OrderBy(entry => entry.Key.Endpoint, StringComparer.Ordinal).SelectMany(entry => entry.Value.Models))
            {
                models[alias] = model?.DeepClone();
            }

            return new(models);
        }
    }

    private void Forget(EndpointRuntime endpoint)
    {
        lock (_gate)
        {
            _parts.Remove(endpoint);
        }
    }

    /// <summary>Creates the ConfigMap, or sets our key in it; whatever else it holds stays.</summary>
    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        var key = new ObjectKey(options.Namespace, options.Name);
        if (await configMaps.GetAsync(key, cancellationToken) is not { } stored)
        {
            var created = new V1ConfigMap { Metadata = new() { Name = options.Name, NamespaceProperty = options.Namespace }, Data = new Dictionary<string, string> { [Key] = text } };
            await configMaps.CreateAsync(created, cancellationToken);
        }
        else if (stored.Data?.TryGetValue(Key, out var before) != true || before != text)
        {
            await configMaps.MergePatchAsync(key, new() { ["data"] = new JsonObject { [Key] = text } }, cancellationToken);
        }
    }

    private sealed record Part(IReadOnlyDictionary<string, string> Aliases, JsonObject Models, long At);
}
