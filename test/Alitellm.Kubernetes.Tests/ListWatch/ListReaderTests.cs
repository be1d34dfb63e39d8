using System.Text;
using System.Text.Json;
using Alitellm.Kubernetes.Client;
using Alitellm.Kubernetes.ListWatch;
using Alitellm.Kubernetes.Tests.Client;
using CsCheck;
using NUnit.Framework;

namespace Alitellm.Kubernetes.Tests.ListWatch;

public sealed class ListReaderTests
{
    private static readonly string Items = $"[{Things.Json("one", 3)},{Things.Json("two", 4)}]";

    [TestCase("""{"kind":"ThingList","metadata":{"resourceVersion":"9","continue":"c"},"items":ITEMS}""")]
    [TestCase("""{"items":ITEMS,"apiVersion":"v1","metadata":{"remainingItemCount":3,"continue":"c","resourceVersion":"9"}}""")]
    [TestCase("""{ "other": [{"items":[1]}], "items" : ITEMS , "metadata" : {"nested":{"resourceVersion":"1"},"resourceVersion":"9","continue":"c"} } """)]
    public async Task Members_may_come_in_any_order(string document)
    {
        var (page, batch) = await ReadAsync(document.Replace("ITEMS", Items, StringComparison.Ordinal), int.MaxValue);

        Assert.Multiple(() =>
        {
            Assert.That(page, Is.EqualTo(new ListPage("9", "c")));
            Assert.That(batch.Items.Select(t => t.Metadata.Name), Is.EqualTo(new[] { "one", "two" }));
            Assert.That(batch.Items.Select(t => t.Kind), Is.All.EqualTo("Thing"));
        });
    }

    [Test]
    public void How_the_bytes_are_cut_does_not_matter()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Int[0, 30]).Sample((chunk, count) =>
        {
            var items = string.Join(" , ", Enumerable.Range(0, count).Select(i => Things.Json($"thing-{i}-{new string('ä', i)}", i)));
            var (page, batch) = ReadAsync($$$"""{"metadata":{"resourceVersion":"9"},"items":[{{{items}}}]}""", chunk).GetAwaiter().GetResult();
            return page.ResourceVersion == "9" && page.Continue is null && batch.Items.Select(t => t.Metadata.ResourceVersion).SequenceEqual(Enumerable.Range(0, count).Select(i => $"{i}"));
        }, iter: 60);
    }

    [Test]
    public async Task An_item_larger_than_the_buffer_is_read_whole()
    {
        var name = new string('n', 200_000);

        var (_, batch) = await ReadAsync($$"""{"items":[{{Things.Json(name, 1)}},{{Things.Json("two", 2)}}],"metadata":{"resourceVersion":"9"} }""", 10_000);

        Assert.That(batch.Items.Select(t => t.Metadata.Name.Length), Is.EqualTo(new[] { 200_000, 3 }));
    }

    [TestCase("\"text\"")]
    [TestCase("{}")]
    [TestCase("[[[1]]]")]
    public async Task An_item_that_is_not_of_the_kind_leaves_its_neighbours_alone(string value)
    {
        var (page, batch) = await ReadAsync($$"""{"items":[{{Things.Json("one", 3)}},{{Things.Json("bad", 5, value)}},{{Things.Json("two", 4)}}],"metadata":{"resourceVersion":"9"} }""", 7);

        Assert.Multiple(() =>
        {
            Assert.That(batch.Items.Select(t => t.Metadata.Name), Is.EqualTo(new[] { "one", "two" }));
            Assert.That(batch.Undecodable.Select(u => (u.Key, u.ResourceVersion)), Is.EqualTo(new[] { ((ObjectKey?)new ObjectKey("a", "bad"), "5") }));
            Assert.That(batch.Undecodable[0].Reason, Does.Contain("$.spec.value"));
            Assert.That(page.ResourceVersion, Is.EqualTo("9"));
        });
    }

    [Test]
    public async Task An_empty_or_null_list_has_no_items()
    {
        var (page, batch) = await ReadAsync("""{"items":null,"metadata":{"resourceVersion":"9"}}""", 3);

        Assert.That((batch.Items.Count, page.ResourceVersion), Is.EqualTo((0, "9")));
    }

    [Test]
    public void A_body_that_ends_too_early_is_not_a_list()
    {
        var document = $$"""{"metadata":{"resourceVersion":"9"},"items":{{Items}}}""";

        for (var length = 0; length < document.Length; length++)
        {
            Assert.That(() => ReadAsync(document[..length], 16), Throws.InstanceOf<IOException>(), $"after {length} bytes");
        }
    }

    [TestCase("<html></html>")]
    [TestCase("[]")]
    [TestCase("""{"items":[{"metadata":}]}""")]
    public void Broken_JSON_ends_the_list(string document)
    {
        Assert.That(() => ReadAsync(document, 5), Throws.InstanceOf<JsonException>());
    }

    private static async Task<(ListPage Page, ListBatch<Thing> Batch)> ReadAsync(string document, int chunk)
    {
        using var body = new ResponseBuffer(new ChunkedStream(Encoding.UTF8.GetBytes(document), chunk));
        var batch = new ListBatch<Thing>();
        var page = await new ListReader<Thing>(body, new ItemDecoder<Thing>(Things.Type), batch).ReadAsync(() => { }, default);
        return (page, batch);
    }
}
