using System.Buffers;
using System.Net;

namespace Alitellm.LiteLLM.Http;

/// <summary>
/// A body in a rented array, given back when the answer is disposed. Lists are asked for twice a minute and are large enough for the
/// large object heap, whose garbage stays until a full collection.
/// </summary>
internal sealed class PooledContent(byte[] rented, int count) : HttpContent
{
    private byte[]? _rented = rented;

    /// <summary>The body; not to be kept beyond the answer.</summary>
    public ReadOnlySpan<byte> Body => (_rented ?? throw new ObjectDisposedException(nameof(PooledContent))).AsSpan(0, count);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        stream.Write(Body);
        return Task.CompletedTask;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = count;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _rented, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }

        base.Dispose(disposing);
    }
}
