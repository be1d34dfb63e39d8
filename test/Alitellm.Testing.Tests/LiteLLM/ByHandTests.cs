using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

internal sealed class ByHandTests
{
    private static readonly string Model = """{"model_name":"m","litellm_params":{"model":"openai/x","api_key":"sk-clear","rpm":1},"model_info":{"id":"a"}}""";

    [Test]
    public async Task Hands_create_edit_duplicate_and_delete_outside_the_journal()
    {
        using var proxy = new Proxy();
        Assert.That(proxy.World.CreateModelByHand(JsonNode.Parse(Model)!.AsObject()), Is.EqualTo("a"));
        proxy.World.EditModelByHand("a", JsonNode.Parse("""{"litellm_params":{"rpm":null,"tpm":2},"model_info":{"x":1}}""")!.AsObject());
        var copy = proxy.World.DuplicateByHand("a");

        Assert.That(proxy.World.Journal.Calls, Is.Empty);
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["a", copy]));
        var row = proxy.World.FindModel(copy)!;
        Assert.That(row.LitellmParams.ContainsKey("rpm"), Is.False);
        Assert.That(row.LitellmParams["api_key"]!.GetValue<string>(), Is.EqualTo("sk-clear"));
        Assert.That(row.ModelInfo["x"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(row.ModelInfo["id"]!.GetValue<string>(), Is.EqualTo(copy));

        proxy.World.DeleteModelByHand("a");
        Assert.That(await proxy.ListedIds(), Is.EqualTo([copy]));
    }

    [Test]
    public void Hands_cannot_touch_what_is_not_there()
    {
        using var proxy = new Proxy();

        Assert.That(() => proxy.World.DeleteModelByHand("a"), Throws.InstanceOf<KeyNotFoundException>());
        Assert.That(() => proxy.World.CreateModelByHand([]), Throws.ArgumentException);
    }

    [Test]
    public async Task Two_worlds_with_the_same_content_have_equal_dumps_whatever_their_clocks_orders_and_minted_ids()
    {
        using var first = new Proxy(new LiteLLMWorldOptions { Seed = 1 });
        using var second = new Proxy(new LiteLLMWorldOptions { Seed = 2 });
        second.Time.Advance(TimeSpan.FromHours(1));
        await first.CreateModel("a");
        await first.Post("/model/new", """{"model_name":"minted","litellm_params":{"model":"openai/x"}}""");
        await second.Post("/model/new", """{"model_name":"minted","litellm_params":{"model":"openai/x"}}""");
        await second.CreateModel("a");

        Assert.That(second.World.Dump().ToJsonString(), Is.EqualTo(first.World.Dump().ToJsonString()));
        await second.Patch("/model/a/update", """{"litellm_params":{"rpm":1}}""");
        Assert.That(second.World.Dump().ToJsonString(), Is.Not.EqualTo(first.World.Dump().ToJsonString()));
    }

    [Test]
    public async Task Routers_emptied_from_memory_fill_again_at_a_restart()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        proxy.World.RemoveAllFromMemory();
        Assert.That(await proxy.ListedIds(), Is.Empty);

        proxy.World.Restart();
        Assert.That(await proxy.ListedIds(), Is.EqualTo(["a"]));
    }
}
