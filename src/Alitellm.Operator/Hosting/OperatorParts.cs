using Alitellm.Api;
using Alitellm.Api.Agents;
using Alitellm.Api.Common;
using Alitellm.Api.Connections;
using Alitellm.Api.McpServers;
using Alitellm.Api.Teams;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.Events;
using Alitellm.Kubernetes.Informers;
using Alitellm.LiteLLM;
using Alitellm.Operator.Connections;
using Alitellm.Operator.Kinds.AccessGroup;
using Alitellm.Operator.Kinds.Agent;
using Alitellm.Operator.Kinds.GuardRail;
using Alitellm.Operator.Kinds.McpServer;
using Alitellm.Operator.Kinds.McpToolset;
using Alitellm.Operator.Kinds.Model;
using Alitellm.Operator.Kinds.ModelAlias;
using Alitellm.Operator.Kinds.ModelAlias.Catalog;
using Alitellm.Operator.Kinds.Team;
using Alitellm.Operator.Observability;
using Alitellm.Operator.Observability.Changes;
using Alitellm.Operator.Remote;
using Alitellm.Operator.Remote.Claims;
using Alitellm.Operator.Remote.Deleting;
using Alitellm.Operator.Remote.Observing;
using Alitellm.Operator.Remote.Policies;
using Alitellm.Operator.Remote.References;
using Alitellm.Operator.Remote.Reporting;
using Alitellm.Operator.Remote.Secrets;
using k8s;
using k8s.Models;

namespace Alitellm.Operator.Hosting;

/// <summary>The object graph, put together by hand so that it can be read.</summary>
internal sealed partial class OperatorParts : IDisposable
{
    private readonly OperatorOptions _options;
    private readonly RuntimeServices _services;
    private readonly KubernetesConnection _kubernetes;
    private readonly InformerOptions _scope;
    private readonly Informer<PartialObject> _secrets;
    private readonly SecretReader _secretReader;
    private readonly ConnectionRegistry _registry = new();
    private readonly ReferenceResolver _references = new();
    private readonly EndpointRegistry _endpoints;
    private readonly ConnectionClients _clients;

    /// <param name="isHeld">Whether the lease of a plural resource is held by this replica.</param>
    public OperatorParts(OperatorOptions options, RuntimeServices services, OperatorTransports transports, Func<string, bool> isHeld)
    {
        _options = options;
        _services = services;
        _kubernetes = transports.Kubernetes;
        _scope = new(options.WatchNamespaces);
        var fence = new LeaseFence();
        _kubernetes.BeforeSend = _ => fence.ThrowIfClosed();

        Events = new(_kubernetes, OperatorVersion.Product, options.Identity, new EventRecorderOptions(), services.TimeProvider, services.LoggerFactory);
        _secrets = new(_kubernetes, BuiltInTypes.SecretMetadata, _scope with { MetadataOnly = true }, services.TimeProvider, services.LoggerFactory, services.Random);
        _secretReader = new(_kubernetes.Resource(BuiltInTypes.Secret));
        _endpoints = new(services.TimeProvider);
        var changes = new ChangeLog(services.LoggerFactory, services.Metrics, options.InstanceId);
        _clients = new(new LiteLLMClientFactory(services.TimeProvider, services.LoggerFactory, transports.LiteLLMHandler, writes: changes), fence, options.DangerouslyLogBodies);

        var connections = Informer(LiteLLMConnection.Plural, LiteLLMConnection.KindName, AlitellmJsonContext.Default.LiteLLMConnection);
        Connections = new(connections, _secrets, _registry, informer => ConnectionReconciler(informer, isHeld), services.Metrics.ForKind(LiteLLMConnection.KindName), services.TimeProvider, services.Random, services.LoggerFactory);
        var model = new ModelAdapter(options.InstanceId, OperatorVersion.Stamp, options.DefaultAccessGroup, services.TimeProvider);
        var models = Informer(model.Kind.Type);
        var aliases = Informer(ModelAliasAdapter.Type);
        var agent = new AgentAdapter(OperatorVersion.Stamp, Events.For(ControllerName(LiteLLMA2AAgent.KindName)));
        var agents = Informer(agent.Kind.Type);
        var mcpServer = new McpServerAdapter(options.InstanceId, OperatorVersion.Stamp, Events.For(ControllerName(LiteLLMMCPServer.KindName)));
        var mcpServers = Informer(McpServerAdapter.Type);
        var agentModels = new AgentModelProjection(models, _kubernetes.Resource(model.Kind.Type), Events.For(ControllerName(LiteLLMA2AAgent.KindName)), options.A2aModelProvider);
        Kinds =
        [
            Kind("models", models, model, projection: null),
            Kind("models", aliases, Aliases(new(new(aliases), _registry)), projection: null),
            Kind("mcpservers", mcpServers, mcpServer, projection: null),
            Kind("mcptoolsets", new McpToolsetAdapter()),
            Kind("a2aagents", agents, agent, agentModels),
            Kind("accessgroups", new AccessGroupAdapter()),
            Teams("teams"),
            Kind("guardrails", GuardRailAdapter.Type, siblings => new GuardRailAdapter(new(siblings, _registry))),
        ];
        foreach (var kind in Kinds)
        {
            kind.FollowReferences();
        }

        services.Metrics.CountObjects(LiteLLMConnection.KindName, () => connections.List().Select(found => ObjectReadiness.Of(found.Metadata, found.Status?.Conditions)));

        _modelSources = new(options, services.TimeProvider, agents, transports.SourceHandler);
        ToolHive = new(_kubernetes, services.TimeProvider, services.Random, services.LoggerFactory);
        Discoveries = [ModelDiscoveries(models, aliases, agents), McpServerDiscoveries(mcpServers)];
        Informers = [_secrets, connections, .. Leased.Select(kind => kind.Informer)];
    }

    public ConnectionController Connections { get; }

    public IReadOnlyList<IKindRuntime> Kinds { get; }

    /// <summary>Everything that is reconciled while a lease is held.</summary>
    public IEnumerable<ILeasedKind> Leased => [.. Kinds, .. Discoveries];

    public IReadOnlyList<IInformer> Informers { get; }

    public EventRecorder Events { get; }

    /// <summary>Shares the request rates between the live replicas.</summary>
    public void ShareRates(int replicas)
    {
        _endpoints.Replicas = replicas;
    }

    /// <summary>The plural of a kind this operator runs.</summary>
    public string? PluralOf(string kind)
    {
        return kind == LiteLLMConnection.KindName ? LiteLLMConnection.Plural : Leased.FirstOrDefault(runtime => runtime.Kind == kind)?.Plural;
    }

    public void Dispose()
    {
        Connections.Dispose();
        foreach (var kind in Leased)
        {
            kind.Dispose();
        }

        _modelSources.Dispose();
        _clients.Dispose();
        _endpoints.Dispose();
        _kubernetes.Dispose();
    }

    private Informer<T> Informer<T>(string plural, string kind, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> json)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        return Informer(new ResourceType<T>(ApiGroup.Group, ApiGroup.Version, plural, kind, json));
    }

    private Informer<T> Informer<T>(ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var informer = new Informer<T>(_kubernetes, type, _scope, _services.TimeProvider, _services.LoggerFactory, _services.Random);
        informer.OnUndecodable += damaged => SayUndecodable(type, damaged);
        return informer;
    }

    /// <summary>The event is all its author sees: an object that cannot be read has no status we could write.</summary>
    private void SayUndecodable<T>(ResourceType<T> type, UndecodableObject damaged)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (damaged.Key is { } key)
        {
            var reference = new PartialObject
            {
                ApiVersion = type.ApiVersion,
                Kind = type.Kind,
                Metadata = new() { Name = key.Name, NamespaceProperty = key.Namespace, ResourceVersion = damaged.ResourceVersion },
            };
            Events.For(ControllerName(type.Kind)).Warning(reference, "Undecodable", $"the object cannot be read and is passed over: {damaged.Reason}");
        }
    }

    private static string ControllerName(string kind)
    {
        return $"{kind["LiteLLM".Length..].ToLowerInvariant()}-controller";
    }

    private ConnectionReconciler ConnectionReconciler(Informer<LiteLLMConnection> informer, Func<string, bool> isHeld)
    {
        var type = new ResourceType<LiteLLMConnection>(ApiGroup.Group, ApiGroup.Version, LiteLLMConnection.Plural, LiteLLMConnection.KindName, AlitellmJsonContext.Default.LiteLLMConnection);
        var client = _kubernetes.Resource(type);
        var secrets = new ConnectionSecrets(_secretReader, new SecretVersions(_secrets));
        var probe = new ConnectionProbe(secrets, _endpoints, _clients, _options.RequireHttpsRemote, _services.LoggerFactory.CreateLogger<ConnectionProbe>());
        return new(
            informer,
            _registry,
            _clients,
            secrets,
            probe,
            new Finalizers<LiteLLMConnection>(client, informer, LiteLLMConnection.Finalizer),
            new StatusWriter<LiteLLMConnection>(client, informer),
            Events.For(ControllerName(LiteLLMConnection.KindName)),
            _services.Metrics,
            connection => Kinds.SelectMany(kind => kind.UsersOf(connection)).Count(user => DeletionPolicies.Resolve(user).Policy == DeletionPolicy.Delete),
            () => isHeld(LiteLLMConnection.Plural),
            _services.TimeProvider,
            _services.Random);
    }

    private IKindRuntime Teams(string placement)
    {
        var informer = Informer(TeamAdapter.Type);
        var siblings = new Siblings<LiteLLMTeam>(informer);
        var adapter = new TeamAdapter(siblings, _services.TimeProvider);
        var runtime = Kind(placement, informer, adapter, projection: null);
        return _options.EnsureDefaultTeam
            ? new KeptDefaultTeam(runtime, new(adapter, siblings, _registry, _options.InstanceId, _options.PollInterval, _services.TimeProvider, _services.LoggerFactory.CreateLogger<DefaultTeamKeeper>()))
            : runtime;
    }

    private ModelAliasAdapter Aliases(AliasClaims claims)
    {
        var catalog = _options.Catalog is { } options
            ? new CatalogPublisher(options, claims, _kubernetes.Resource(BuiltInTypes.ConfigMap), Events.For(ControllerName(ModelAliasAdapter.Type.Kind)), _services.TimeProvider)
            : null;
        return new(claims, catalog, _services.TimeProvider);
    }

    /// <summary>A kind whose adapter looks at other objects of the kind too.</summary>
    private KindRuntime<TResource, TDesired, TObserved> Kind<TResource, TDesired, TObserved>(
        string placement,
        ResourceType<TResource> type,
        Func<Siblings<TResource>, IRemoteAdapter<TResource, TDesired, TObserved>> adapter)
        where TResource : RemoteResource
        where TDesired : class, IDesiredEntry
        where TObserved : class, IObservedEntry
    {
        var informer = Informer(type);
        return Kind(placement, informer, adapter(new(informer)), projection: null);
    }

    private KindRuntime<TResource, TDesired, TObserved> Kind<TResource, TDesired, TObserved>(
        string placement,
        IRemoteAdapter<TResource, TDesired, TObserved> adapter,
        IProjection<TResource>? projection = null)
        where TResource : RemoteResource
        where TDesired : class, IDesiredEntry
        where TObserved : class, IObservedEntry
    {
        return Kind(placement, Informer(adapter.Kind.Type), adapter, projection);
    }

    private KindRuntime<TResource, TDesired, TObserved> Kind<TResource, TDesired, TObserved>(
        string placement,
        Informer<TResource> informer,
        IRemoteAdapter<TResource, TDesired, TObserved> adapter,
        IProjection<TResource>? projection)
        where TResource : RemoteResource
        where TDesired : class, IDesiredEntry
        where TObserved : class, IObservedEntry
    {
        var type = adapter.Kind.Type;
        _services.Metrics.CountObjects(type.Kind, () => informer.List().Select(found => ObjectReadiness.Of(found.Metadata, found.CommonStatus?.Conditions)));
        var inventory = new RemoteInventory<TObserved>(_registry, adapter.ListAsync, new PollOptions(_options.PollInterval), _services.TimeProvider, _services.Random);
        var remote = new RemoteServices<TResource, TObserved>(
            informer,
            _kubernetes.Resource(type),
            _registry,
            inventory,
            new SecretVersions(_secrets),
            _secretReader,
            _references,
            Events.For(ControllerName(type.Kind)),
            _services.Metrics.ForKind(type.Kind),
            _options,
            _services.TimeProvider)
        {
            Projection = projection,
        };
        var runtime = new KindRuntime<TResource, TDesired, TObserved>(adapter, remote, _secrets, placement, _services.Random, _services.LoggerFactory);
        _references.Add(runtime.Target);
        return runtime;
    }
}
