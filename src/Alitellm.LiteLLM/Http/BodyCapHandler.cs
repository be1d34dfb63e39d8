using Microsoft.IO;

namespace Alitellm.LiteLLM.Http;

/// <summary>
/// Reads the whole answer into memory, or throws <see cref="ResponseTooLargeException"/>: a body is never cut off and parsed as if it were
/// complete. The length is counted while reading, whatever <c>Content-Length</c> says.
/// </summary>
public sealed class BodyCapHandler(long maxResponseBytes, long maxErrorBytes) : DelegatingHandler
{
    /// <summary>Blocks below the 85,000 bytes of the large object heap, which is collected too seldom for lists that are read every half a minute.</summary>
    private static readonly RecyclableMemoryStreamManager s_buffers = new(new RecyclableMemoryStreamManager.Options
    {
        BlockSize = 64 * 1024,
        MaximumSmallPoolFreeBytes = 2 * 1024 * 1024,
    });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        try
        {
            answer.RequestMessage ??= request;
            var limit = answer.IsSuccessStatusCode ? maxResponseBytes : maxErrorBytes;
            var received = answer.Content;
            var body = new StreamContent(await ReadAsync(received, limit, (int)answer.StatusCode, cancellationToken));
            foreach (var (name, values) in received.Headers.NonValidated)
            {
                if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                {
                    body.Headers.TryAddWithoutValidation(name, (IEnumerable<string>)values);
                }
            }

            answer.Content = body;
            received.Dispose();
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static async Task<RecyclableMemoryStream> ReadAsync(HttpContent content, long limit, int status, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            throw new ResponseTooLargeException(status, limit);
        }

        var body = s_buffers.GetStream();
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            while (true)
            {
                var read = await stream.ReadAsync(body.GetMemory(), cancellationToken);
                body.Advance(read);
                if (read == 0)
                {
                    body.Position = 0;
                    return body;
                }

                if (body.Length > limit)
                {
                    throw new ResponseTooLargeException(status, limit);
                }
            }
        }
        catch
        {
            await body.DisposeAsync();
            throw;
        }
    }
}
