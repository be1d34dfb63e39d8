using Alitellm.Api;
using Alitellm.Api.Common;
using Alitellm.Api.Discoveries;
using Alitellm.Api.ModelDiscoveries;
using Alitellm.Api.Models;
using Alitellm.Kubernetes;
using Alitellm.Kubernetes.Client;
using Alitellm.Operator.Discovery.Candidates;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Operator.Hosting;
using Alitellm.Operator.Kinds.Model;
using Alitellm.Operator.Remote.Content;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>LiteLLMModelDiscovery: the models of a provider become LiteLLMModel objects.</summary>
/// <param name="sources">The source of a <c>spec.type</c>; null for a type this version does not know.</param>
internal sealed class ModelDiscoveryAdapter(
    Func<string, IModelSource?> sources,
    CredentialsReader credentials,
    AliasObjects aliases,
    AgentWatch agents) : IDiscoveryAdapter<LiteLLMModelDiscovery, LiteLLMModel>
{
    public static ResourceType<LiteLLMModelDiscovery> Type { get; } = new(
        ApiGroup.Group, ApiGroup.Version, LiteLLMModelDiscovery.Plural, LiteLLMModelDiscovery.KindName, AlitellmJsonContext.Default.LiteLLMModelDiscovery);

    /// <summary>Owner of the fields of models and aliases that a discovery applies; the reference operator's.</summary>
    public const string FieldManager = "litellm-modeldiscovery";

    /// <summary>Where Bedrock and Vertex say their models are.</summary>
    private const string Region = "aws_region_name";
    private const string Location = "vertex_location";

    public event Action<ObjectKey>? SourceChanged
    {
        add => agents.Changed += value;
        remove => agents.Changed -= value;
    }

    public DiscoveryKind<LiteLLMModelDiscovery, LiteLLMModel> Kind { get; } = new(
        Type, LiteLLMModelDiscovery.Finalizer, ModelAdapter.Type, LiteLLMModel.Finalizer, FieldManager, SkipReasons.ExplicitModelExists)
    {
        SourceTypes = ModelSourceTypes.All,
    };

    public IEnumerable<string> Secrets(LiteLLMModelDiscovery discovery)
    {
        return discovery.Spec.CredentialsSecretRef is { } reference ? [reference.Name] : [];
    }

    public async Task<SourceListing> ListAsync(LiteLLMModelDiscovery discovery, CancellationToken cancellationToken)
    {
        var spec = discovery.Spec;
        var source = sources(spec.Type) ?? throw new SourceException(SourceFailure.InvalidConfig, $"spec.type {spec.Type} is not known to this version of the operator");
        var values = await credentials.ReadAsync(discovery.Metadata.NamespaceProperty, spec.CredentialsSecretRef, source.Credentials, cancellationToken);
        var listed = await source.ListAsync(new(discovery.Metadata.NamespaceProperty, spec, values), cancellationToken);
        return new([.. listed.Select(model => ModelTemplate.Candidate(spec, model, source.Provider))]);
    }

    public bool IsValidName(string name)
    {
        return DnsName.IsSubdomain(name);
    }

    /// <summary>A region that the spec no longer names takes its models along.</summary>
    public bool IsDeselected(LiteLLMModelDiscovery discovery, LiteLLMModel child, string sourceId)
    {
        return discovery.Spec.Type switch
        {
            ModelSourceTypes.Bedrock => JsonScalars.TextOf(child.Spec.Params?[Region]) is { } region && discovery.Spec.Regions?.Contains(region) != true,
            ModelSourceTypes.Vertex => JsonScalars.TextOf(child.Spec.Params?[Location]) is { } location && discovery.Spec.Region != location,
            _ => false,
        };
    }

    public Task<CompletionFailure?> CompleteAsync(LiteLLMModelDiscovery discovery, IReadOnlyList<string> children, CancellationToken cancellationToken)
    {
        return aliases.SyncAsync(discovery, children, cancellationToken);
    }
}
