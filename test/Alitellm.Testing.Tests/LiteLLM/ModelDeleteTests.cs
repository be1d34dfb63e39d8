using System.Text.Json.Nodes;
using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §3.3.</summary>
internal sealed class ModelDeleteTests
{
    [Test]
    public async Task A_deleted_model_is_gone_at_once_and_its_id_can_be_used_again()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: "\"rpm\":1");
        var answer = await proxy.Post("/model/delete", """{"id":"a"}""");

        Assert.That((answer.Status, answer.Json["message"]!.GetValue<string>()), Is.EqualTo((200, "Model: a deleted successfully")));
        Assert.That(await proxy.ListedIds(), Is.Empty);

        Assert.That((await proxy.CreateModel("a")).Status, Is.EqualTo(200));
        Assert.That(proxy.World.FindModel("a")!.LitellmParams.ContainsKey("rpm"), Is.False);
    }

    [Test]
    public async Task A_missing_model_is_400_and_not_404()
    {
        using var proxy = new Proxy();
        var answer = await proxy.Post("/model/delete", """{"id":"nope"}""");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.ErrorMessage, Does.Contain("Model with id=nope not found in db"));
    }

    [Test]
    public async Task Without_an_id_it_is_422()
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Post("/model/delete", "{}")).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task The_DELETE_verb_is_405()
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Send("DELETE", "/model/delete")).Status, Is.EqualTo(405));
    }

    [Test]
    public async Task A_config_model_is_not_in_the_database()
    {
        var config = JsonNode.Parse("""{"model_name":"file","litellm_params":{"model":"openai/x"},"model_info":{"id":"a"}}""")!.AsObject();
        using var proxy = new Proxy(new LiteLLMWorldOptions { ConfigModels = [config] });
        var answer = await proxy.Post("/model/delete", """{"id":"a"}""");

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.ErrorMessage, Does.Contain("not found in db"));
    }
}
