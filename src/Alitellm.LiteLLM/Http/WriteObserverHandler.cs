using System.Text.Json;

namespace Alitellm.LiteLLM.Http;

/// <summary>Tells the observer of each write that was sent, whatever became of it.</summary>
internal sealed class WriteObserverHandler(IWriteObserver? observer, Uri endpoint, TimeProvider time) : DelegatingHandler
{
    private static readonly string[] _requestIdHeaders = ["x-litellm-call-id", "x-request-id"];

    private readonly int _prefix = endpoint.AbsolutePath.TrimEnd('/').Length;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        observer is not null && Operations.Mutates(request) ? ObserveAsync(observer, request, cancellationToken) : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> ObserveAsync(IWriteObserver told, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = Operations.Of(request);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var write = new SentWrite(operation.Name, request.Method.Method, request.RequestUri!.AbsolutePath[_prefix..], body);
        var start = time.GetTimestamp();
        try
        {
            var answer = await base.SendAsync(request, cancellationToken);
            var succeeded = Operations.Succeeded(request, answer);
            write = write with
            {
                Status = (int)answer.StatusCode,
                Succeeded = succeeded,
                RequestId = RequestIdOf(answer),
                MintedId = succeeded && operation.MintedId is { } name ? IdOf(name, await answer.Content.ReadAsByteArrayAsync(cancellationToken)) : null,
            };
            return answer;
        }
        finally
        {
            told.Sent(write with { Duration = time.GetElapsedTime(start) });
        }
    }

    private static string? RequestIdOf(HttpResponseMessage answer) => _requestIdHeaders
        .Select(name => answer.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null)
        .FirstOrDefault(value => !string.IsNullOrEmpty(value));

    /// <summary>The id at the top of the answer or one level below; some versions wrap the entry.</summary>
    private static string? IdOf(string name, byte[] answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object
                ? null
                : Text(root, name) ?? root.EnumerateObject().Select(member => Text(member.Value, name)).FirstOrDefault(id => id is not null);
        }
        catch (JsonException)
        {
            // Whoever reads the answer for its own sake says what is wrong with it.
            return null;
        }
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
