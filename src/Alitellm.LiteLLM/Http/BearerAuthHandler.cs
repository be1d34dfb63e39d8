using System.Net.Http.Headers;

namespace Alitellm.LiteLLM.Http;

/// <summary>Puts the current master key on a request. A key that cannot stand in a header is refused here: the framework's own complaint would quote it.</summary>
internal sealed class BearerAuthHandler(IMasterKeySource source, LiteLLMAuthHeader header) : DelegatingHandler
{
    private static readonly HttpRequestOptionsKey<string> _usedKey = new("Alitellm.UsedKey");

    /// <summary>The key that went with the request, so that error texts can be cleaned of it.</summary>
    public static string? KeyOf(HttpRequestMessage request) => request.Options.TryGetValue(_usedKey, out var key) ? key : null;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Operations.Of(request).Anonymous)
        {
            var key = await source.GetAsync(cancellationToken);
            if (string.IsNullOrEmpty(key) || !key.All(letter => letter is > ' ' and < '\x7f'))
            {
                throw new MasterKeyFormatException();
            }

            request.Options.Set(_usedKey, key);
            Attach(request, key);
        }

        return await base.SendAsync(request, cancellationToken);
    }

    private void Attach(HttpRequestMessage request, string key)
    {
        if (header == LiteLLMAuthHeader.Authorization)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            return;
        }

        // Sent again after a reset: the header of the first attempt goes.
        request.Headers.Remove("x-litellm-api-key");
        request.Headers.TryAddWithoutValidation("x-litellm-api-key", $"Bearer {key}");
    }
}
