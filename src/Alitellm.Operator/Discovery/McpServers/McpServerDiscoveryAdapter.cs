using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Api.McpServerDiscoveries;
using Alitellm.Api.McpServers;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.McpServers.ToolHive;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Kinds.McpServer;

namespace Alitellm.Operator.Discovery.McpServers;

/// <summary>LiteLLMMCPServerDiscovery: one LiteLLMMCPServer for each of ToolHive's objects that the discovery asks for.</summary>
internal sealed class McpServerDiscoveryAdapter : IDiscoveryAdapter<LiteLLMMCPServerDiscovery, LiteLLMMCPServer>
{
    /// <summary>The reference operator's limit, below that of Kubernetes.</summary>
    private const int MaxNameLength = 63;

    private readonly Informer<LiteLLMMCPServerDiscovery> _discoveries;
    private readonly ToolHiveWatch _toolHive;

    public McpServerDiscoveryAdapter(Informer<LiteLLMMCPServerDiscovery> discoveries, ToolHiveWatch toolHive)
    {
        _discoveries = discoveries;
        _toolHive = toolHive;
        discoveries.Subscribe(_ => Reconsider());
        toolHive.KindChanged += kind => Wake(discovery => Asks(discovery, kind));
        toolHive.ObjectChanged += (kind, ns) => Wake(discovery => Asks(discovery, kind) && discovery.Spec.Toolhive.Namespaces.Contains(ns));
    }

    public event Action<ObjectKey>? SourceChanged;

    public static ResourceType<LiteLLMMCPServerDiscovery> Type { get; } = new(ApiGroup.Group, ApiGroup.Version, LiteLLMMCPServerDiscovery.Plural, LiteLLMMCPServerDiscovery.KindName, AlitellmJsonContext.Default.LiteLLMMCPServerDiscovery);

    public DiscoveryKind<LiteLLMMCPServerDiscovery, LiteLLMMCPServer> Kind { get; } = new(
        Type,
        LiteLLMMCPServerDiscovery.Finalizer,
        McpServerAdapter.Type,
        LiteLLMMCPServer.Finalizer,
        FieldManager: "litellm-mcpserverdiscovery",
        SkipReasons.ExplicitMCPServerExists)
    {
        SourceTypes = [McpServerDiscoverySpec.ToolHiveType],
        ReachableDespiteInvalidFilters = true,
    };

    /// <summary>None: ToolHive is read with the operator's own rights, and what the generated objects refer to is theirs to follow.</summary>
    public IEnumerable<string> Secrets(LiteLLMMCPServerDiscovery discovery)
    {
        return [];
    }

    public async Task<SourceListing> ListAsync(LiteLLMMCPServerDiscovery discovery, CancellationToken cancellationToken)
    {
        // The discovery may have been added this very moment: nobody may have said yet that its kinds are wanted.
        Reconsider();
        var objects = new List<ToolHiveObject>();
        foreach (var kind in ToolHiveKind.Of(discovery.Spec.Toolhive))
        {
            objects.AddRange(await _toolHive.ListAsync(kind, cancellationToken));
        }

        return McpServerCandidates.Of(discovery, objects);
    }

    public bool IsValidName(string name)
    {
        return DnsName.IsSubdomain(name, MaxNameLength);
    }

    public bool IsDeselected(LiteLLMMCPServerDiscovery discovery, LiteLLMMCPServer child, string sourceId)
    {
        return McpServerSourceId.Parse(sourceId) is { } source
            && (!discovery.Spec.Toolhive.Namespaces.Contains(source.Namespace)
                || ToolHiveKind.Of(discovery.Spec.Toolhive).All(kind => kind.Name != source.Kind));
    }

    public Task<CompletionFailure?> CompleteAsync(LiteLLMMCPServerDiscovery discovery, IReadOnlyList<string> children, CancellationToken cancellationToken)
    {
        return Task.FromResult<CompletionFailure?>(null);
    }

    private static bool Asks(LiteLLMMCPServerDiscovery discovery, ToolHiveKind kind)
    {
        return ToolHiveKind.Of(discovery.Spec.Toolhive).Contains(kind);
    }

    private void Wake(Func<LiteLLMMCPServerDiscovery, bool> which)
    {
        foreach (var discovery in _discoveries.List().Where(which))
        {
            SourceChanged?.Invoke(ObjectKey.Of(discovery));
        }
    }

    /// <summary>A cluster without discoveries, or without ToolHive, is not asked for it.</summary>
    private void Reconsider()
    {
        var living = _discoveries.List().Where(discovery => discovery.Metadata.DeletionTimestamp is null);
        _toolHive.Want(living.SelectMany(discovery => ToolHiveKind.Of(discovery.Spec.Toolhive)).ToHashSet());
    }
}
