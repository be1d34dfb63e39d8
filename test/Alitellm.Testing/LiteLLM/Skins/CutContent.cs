using System.Net;

namespace Alitellm.Testing.LiteLLM;

/// <summary>A body that announces its whole length and breaks off inside.</summary>
internal sealed class CutContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> sent;

    public CutContent(ReadOnlyMemory<byte> sent, int announced)
    {
        this.sent = sent;
        Headers.ContentLength = announced;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(sent);
        throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
    }

    protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new CutStream(sent));

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
