namespace Alitellm.LiteLLM;

/// <summary>A connection to one proxy: the typed API over a pipeline that waits, checks, sends, measures and classifies. Made by <see cref="LiteLLMClientFactory"/>.</summary>
public sealed class LiteLLMClient : IDisposable
{
    private readonly HttpClient _http;

    internal LiteLLMClient(ILiteLLMApi api, HttpClient http, Uri endpoint)
    {
        Api = api;
        Endpoint = endpoint;
        _http = http;
    }

    public ILiteLLMApi Api { get; }

    /// <summary>The endpoint as given in the options.</summary>
    public Uri Endpoint { get; }

    /// <summary>Closes the connections; a request under way ends as <see cref="LiteLLMErrorClass.Transient"/>. The governor lives on.</summary>
    public void Dispose() => _http.Dispose();
}
