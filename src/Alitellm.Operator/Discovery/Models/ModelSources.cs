using Alitellm.Api.Agents;
using Alitellm.Kubernetes.Informers;
using Alitellm.Operator.Discovery.Models.Sources;
using Alitellm.Operator.Discovery.Sources;
using Alitellm.Operator.Hosting;

namespace Alitellm.Operator.Discovery.Models;

/// <summary>All types of source this operator can list.</summary>
internal sealed class ModelSources : IDisposable
{
    private readonly SourceClient _client;
    private readonly Dictionary<string, IModelSource> _byType;

    /// <param name="agents">What type a2a lists.</param>
    /// <param name="handler">Sends the requests to sources; null for real sockets.</param>
    public ModelSources(OperatorOptions options, TimeProvider time, IStore<LiteLLMA2AAgent> agents, Func<HttpMessageHandler>? handler = null)
    {
        var rules = new SourceAddressRules(options.DiscoveryAllowHosts);
        _client = new(rules, time, handler?.Invoke() ?? SourceTransport.Create(rules));
        IModelSource[] sources =
        [
            new AnthropicSource(_client),
            new KubeAISource(_client, rules),
            new OpenAISource(_client, rules),
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
    }
}
