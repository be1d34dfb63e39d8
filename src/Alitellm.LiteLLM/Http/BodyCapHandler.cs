using System.Buffers;

namespace Alitellm.LiteLLM.Http;

/// <summary>
/// Reads the whole answer into memory, or throws <see cref="ResponseTooLargeException"/>: a body is never cut off and parsed as if it were
/// complete. The length is counted while reading, whatever <c>Content-Length</c> says.
/// </summary>
internal sealed class BodyCapHandler(long maxResponseBytes, long maxErrorBytes) : DelegatingHandler
{
    private const int FirstBuffer = 4 * 1024;

    /// <summary>A promised length is believed up to here; a buffer for more is grown as bytes really come.</summary>
    private const int LargestPromise = 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        try
        {
            answer.RequestMessage ??= request;
            var limit = answer.IsSuccessStatusCode ? maxResponseBytes : maxErrorBytes;
            var received = answer.Content;
            var body = await ReadAsync(received, limit, (int)answer.StatusCode, cancellationToken);
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

    private static async Task<PooledContent> ReadAsync(HttpContent content, long limit, int status, CancellationToken cancellationToken)
    {
        var promised = content.Headers.ContentLength;
        if (promised > limit)
        {
            throw new ResponseTooLargeException(status, limit);
        }

        // Given back by who disposes the answer, and by nobody after a failure: whatever still writes into it then is not known.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(promised + 1 ?? 0, FirstBuffer), LargestPromise));
        var count = 0;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        while (true)
        {
            if (count == buffer.Length)
            {
                buffer = Larger(buffer);
            }

            var read = await stream.ReadAsync(buffer.AsMemory(count), cancellationToken);
            if (read == 0)
            {
                return new PooledContent(buffer, count);
            }

            count += read;
            if (count > limit)
            {
                throw new ResponseTooLargeException(status, limit);
            }
        }
    }

    private static byte[] Larger(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(full.Length * 2));
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
