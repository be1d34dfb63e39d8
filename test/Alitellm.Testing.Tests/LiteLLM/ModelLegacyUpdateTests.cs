using Alitellm.Testing.LiteLLM;
using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §3.2: <c>POST /model/update</c>.</summary>
internal sealed class ModelLegacyUpdateTests
{
    [Test]
    public async Task Declared_parameters_merge_and_undeclared_ones_are_lost_unless_resent()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: """ "rpm":10,"temperature":0.5,"own":"x" """);
        await proxy.Post("/model/update", """{"model_info":{"id":"a"},"litellm_params":{"tpm":7,"own":"y"}}""");

        var parameters = proxy.World.FindModel("a")!.LitellmParams;
        Assert.That(parameters["rpm"]!.ToJsonString(), Is.EqualTo("10"));
        Assert.That(parameters["tpm"]!.ToJsonString(), Is.EqualTo("7"));
        Assert.That(parameters["own"]!.GetValue<string>(), Is.EqualTo("y"));
        Assert.That(parameters.ContainsKey("temperature"), Is.False);
    }

    [Test]
    public async Task Name_and_model_info_in_the_body_are_ignored()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", "m");
        await proxy.Post("/model/update", """{"model_name":"n","model_info":{"id":"a","tier":"x"},"litellm_params":{}}""");

        var row = proxy.World.FindModel("a")!;
        Assert.That(row.ModelName, Is.EqualTo("m"));
        Assert.That(row.ModelInfo.ContainsKey("tier"), Is.False);
    }

    [Test]
    public async Task Reads_show_it_only_after_the_next_periodic_reload()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", parameters: "\"rpm\":1");
        await proxy.Post("/model/update", """{"model_info":{"id":"a"},"litellm_params":{"rpm":2}}""");

        Assert.That((await proxy.Read("a"))!["litellm_params"]!["rpm"]!.ToJsonString(), Is.EqualTo("1"));
        proxy.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.That((await proxy.Read("a"))!["litellm_params"]!["rpm"]!.ToJsonString(), Is.EqualTo("2"));
    }

    [Test]
    public async Task From_1_84_on_it_renames_and_shows_at_once()
    {
        using var proxy = new Proxy(new LiteLLMWorldOptions { Version = "1.84.0" });
        await proxy.CreateModel("a", "m");
        await proxy.Post("/model/update", """{"model_name":"n","model_info":{"id":"a"},"litellm_params":{"rpm":2}}""");

        Assert.That(await proxy.Names(), Is.EqualTo(["n"]));
        Assert.That((await proxy.Read("a"))!["litellm_params"]!["rpm"]!.ToJsonString(), Is.EqualTo("2"));
    }

    [TestCase("""{"model_info":{"id":"nope"},"litellm_params":{}}""", "model not found")]
    [TestCase("""{"litellm_params":{}}""", "model_info not provided")]
    [TestCase("""{"model_info":{"id":"a"}}""", "litellm_params not provided")]
    public async Task What_is_missing_is_400(string body, string message)
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a");
        var answer = await proxy.Post("/model/update", body);

        Assert.That(answer.Status, Is.EqualTo(400));
        Assert.That(answer.ErrorMessage, Does.Contain(message));
    }
}
