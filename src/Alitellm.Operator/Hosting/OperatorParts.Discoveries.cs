using Alitellm.Api.Agents;
using Alitellm.Api.Aliases;
using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Api.McpServers;
using Alitellm.Api.Models;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Children;
using Alitellm.Operator.Discovery;
using Alitellm.Operator.Discovery.McpServers;
using Alitellm.Operator.Discovery.McpServers.ToolHive;
using Alitellm.Operator.Discovery.Models;
using Alitellm.Operator.Kinds.ModelAlias;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Remote;

namespace Alitellm.Operator.Hosting;

// The kinds that read sources and write objects. They never speak to LiteLLM.
internal sealed partial class OperatorParts
{
    private readonly ModelSources _modelSources;

    public IReadOnlyList<ILeasedKind> Discoveries { get; }

    /// <summary>Watches while a discovery asks for it; nothing waits for it.</summary>
    public ToolHiveWatch ToolHive { get; }

    private ILeasedKind ModelDiscoveries(Informer<LiteLLMModel> models, Informer<LiteLLMModelAlias> aliases, Informer<LiteLLMA2AAgent> agents)
    {
        var informer = Informer(ModelDiscoveryAdapter.Type);
        DiscoveryIndexes.AddController(aliases);
        var aliasWriter = new ChildWriter<LiteLLMModelAlias>(aliases, _kubernetes.Resource(ModelAliasAdapter.Type), ModelDiscoveryAdapter.FieldManager);
        var adapter = new ModelDiscoveryAdapter(
            _modelSources.Find,
            new CredentialsReader(_kubernetes.Resource(BuiltInTypes.Secret)),
            new AliasObjects(aliases, aliasWriter),
            new AgentWatch(agents, informer));
        return Discovery("modeldiscoveries", informer, models, adapter);
    }

    private ILeasedKind McpServerDiscoveries(Informer<LiteLLMMCPServer> mcpServers)
    {
        var informer = Informer(McpServerDiscoveryAdapter.Type);
        return Discovery("mcpserverdiscoveries", informer, mcpServers, new McpServerDiscoveryAdapter(informer, ToolHive));
    }

    private DiscoveryRuntime<TDiscovery, TChild> Discovery<TDiscovery, TChild>(
        string placement,
        Informer<TDiscovery> informer,
        Informer<TChild> children,
        IDiscoveryAdapter<TDiscovery, TChild> adapter)
        where TDiscovery : class, IDiscovery
        where TChild : RemoteResource
    {
        var kind = adapter.Kind;
        _services.Metrics.CountObjects(kind.Type.Kind, () => informer.List().Select(found => ObjectReadiness.Of(found.Metadata, found.Status?.Conditions)));
        var services = new DiscoveryServices<TDiscovery, TChild>(
            informer,
            _kubernetes.Resource(kind.Type),
            children,
            new ChildWriter<TChild>(children, _kubernetes.Resource(kind.Child), kind.FieldManager),
            Events.For(ControllerName(kind.Type.Kind)),
            _services.Metrics.ForKind(kind.Type.Kind),
            _services.Metrics.ForDiscovery(kind.Type.Kind, kind.SourceTypes),
            _options,
            _services.TimeProvider,
            _services.Random);
        return new(adapter, services, _secrets, placement, _services.LoggerFactory);
    }
}
