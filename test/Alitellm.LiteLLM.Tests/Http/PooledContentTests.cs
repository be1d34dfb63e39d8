using System.Buffers;
using Alitellm.LiteLLM.Http;

namespace Alitellm.LiteLLM.Tests.Http;

public sealed class PooledContentTests
{
    [Test]
    public async Task The_body_is_as_long_as_what_came_and_not_as_the_array()
    {
        using var content = Content("body");

        Assert.That(content.Body.ToArray(), Is.EqualTo("body"u8.ToArray()));
        Assert.That(await content.ReadAsStringAsync(), Is.EqualTo("body"));
        Assert.That(content.Headers.ContentLength, Is.EqualTo(4));
    }

    [Test]
    public void After_the_answer_is_disposed_nobody_reads_an_array_that_is_somebody_elses()
    {
        var content = Content("body");
        content.Dispose();
        content.Dispose();

        Assert.That(() => content.Body.Length, Throws.InstanceOf<ObjectDisposedException>());
    }

    private static PooledContent Content(string text)
    {
        var rented = ArrayPool<byte>.Shared.Rent(1024);
        return new PooledContent(rented, System.Text.Encoding.UTF8.GetBytes(text, rented));
    }
}
