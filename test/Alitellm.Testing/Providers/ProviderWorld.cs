using System.Collections.Concurrent;
using Alitellm.Testing.LiteLLM;

namespace Alitellm.Testing.Providers;

/// <summary>The providers of the internet and of the cluster, told apart by host name. A host that nobody added refuses connections.</summary>
public sealed class ProviderWorld : IDisposable
{
    private readonly ConcurrentDictionary<string, Provider> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentQueue<ProviderCall> _calls = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly ServiceAccount? _own;

    /// <param name="account">The one account that Google knows, which may be shared; null makes one.</param>
    public ProviderWorld(TimeProvider time, ServiceAccount? account = null)
    {
        _time = time;
        Account = account ?? (_own = new ServiceAccount());
        OpenAI = Add("api.openai.com", new OpenAIProvider());
        Anthropic = Add("api.anthropic.com", new AnthropicProvider());
        Gemini = Add("generativelanguage.googleapis.com", new GeminiProvider());
        ElevenLabs = Add("api.elevenlabs.io", new ElevenLabsProvider());
        GoogleTokens = Add(GoogleTokenProvider.Host, new GoogleTokenProvider(Account, time));
    }

    public OpenAIProvider OpenAI { get; }

    public AnthropicProvider Anthropic { get; }

    public GeminiProvider Gemini { get; }

    public ElevenLabsProvider ElevenLabs { get; }

    public GoogleTokenProvider GoogleTokens { get; }

    /// <summary>The one account that Google knows.</summary>
    public ServiceAccount Account { get; }

    /// <summary>What was asked of all of them, in order.</summary>
    public IReadOnlyList<ProviderCall> Calls => [.. _calls];

    /// <summary>Puts a provider behind a host name.</summary>
    public T Add<T>(string host, T provider)
        where T : Provider
    {
        _hosts[host] = provider;
        return provider;
    }

    /// <summary>Adds a region of Bedrock.</summary>
    public BedrockProvider AddBedrock(string region)
    {
        return Add($"bedrock.{region}.amazonaws.com", new BedrockProvider(region, _time));
    }

    /// <summary>Adds a location of Vertex AI.</summary>
    /// <param name="host">The host that serves the location.</param>
    public VertexProvider AddVertex(string host)
    {
        return Add(host, new VertexProvider(GoogleTokens, Account));
    }

    /// <summary>A handler that asks this world without sockets.</summary>
    public HttpMessageHandler CreateHandler()
    {
        return new InMemoryHandler(SendAsync);
    }

    public void Dispose()
    {
        _own?.Dispose();
    }

    internal async Task<Delivery> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        var provider = _hosts.GetValueOrDefault(request.Host.Trim('[', ']'));
        lock (_gate)
        {
            var fault = provider?.Strike() ?? ProviderFault.Refused;
            if (fault != ProviderFault.Hang)
            {
                var delivery = provider?.Deliver(request, fault) ?? Delivery.Refused;
                Note(request, delivery.Reply?.Status);
                return delivery;
            }
        }

        Note(request, null);
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, cancellationToken);
        throw new InvalidOperationException("an endless wait ended");
    }

    private void Note(WireRequest request, int? status)
    {
        _calls.Enqueue(new ProviderCall(_time.GetUtcNow(), request.Host, request.Method, request.Path, request.Query, status));
    }
}
