using Alitellm.Api.Agents;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Discovery.Models.Sources;
using Alitellm.Operator.Discovery.Models.Sources.Aws;
using Alitellm.Operator.Discovery.Models.Sources.Vertex;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>All types of source this operator can list.</summary>
internal sealed class ModelSources : IDisposable
{
    private readonly SourceClient _client;
    private readonly SourceClient _containerClient;
    private readonly Dictionary<string, IModelSource> _byType;

    /// <param name="agents">What type a2a lists.</param>
    /// <param name="handler">Sends the requests to sources; null for real sockets.</param>
    /// <param name="aws">Where a discovery of Bedrock without a Secret finds credentials; null for the process's own environment.</param>
    public ModelSources(
        OperatorOptions options,
        TimeProvider time,
        IStore<LiteLLMA2AAgent> agents,
        Func<HttpMessageHandler>? handler = null,
        AwsEnvironment? aws = null)
    {
        var rules = new SourceAddressRules(options.DiscoveryAllowHosts);
        _client = Client(rules, time, handler);
        _containerClient = Client(new SourceAddressRules([.. options.DiscoveryAllowHosts, .. AwsContainerCredentials.Hosts]), time, handler);
        aws ??= new AwsEnvironment(ProcessEnvironment.Read(), File.ReadAllText);
        var chain = new AwsCredentialChain(aws, new AwsWebIdentity(aws, _client), new AwsContainerCredentials(aws, _containerClient));
        IModelSource[] sources =
        [
            new AgentSource(agents, options.A2aModelProvider),
            new AnthropicSource(_client),
            new AzureOpenAISource(_client, rules),
            new BedrockSource(_client, chain, time),
            new ElevenLabsSource(_client),
            new GeminiSource(_client),
            new HuggingFaceTgiSource(_client, rules),
            new KubeAISource(_client, rules),
            new OllamaSource(_client, rules),
            new OpenAISource(_client, rules),
            new VertexSource(_client, time),
            new VllmSource(_client, rules),
        ];
        _byType = sources.ToDictionary(source => source.Type, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<IModelSource> All => _byType.Values;

    /// <summary>The source of a <c>spec.type</c>; null for a type that this version does not know.</summary>
    public IModelSource? Find(string type)
    {
        return _byType.GetValueOrDefault(type);
    }

    public void Dispose()
    {
        _client.Dispose();
        _containerClient.Dispose();
    }

    private static SourceClient Client(SourceAddressRules rules, TimeProvider time, Func<HttpMessageHandler>? handler)
    {
        return new SourceClient(rules, time, handler?.Invoke() ?? SourceTransport.Create(rules));
    }
}
