using NUnit.Framework;

namespace Alitellm.Testing.Tests.LiteLLM;

/// <summary>Contract §4.</summary>
internal sealed class ModelListTests
{
    [Test]
    public async Task The_unpaged_list_has_one_extra_row_per_alias_with_the_same_id()
    {
        using var proxy = await WithModels("a");
        await proxy.Post("/config/update", """{"router_settings":{"model_group_alias":{"nick":"name-a","gone":"nothing"}}}""");

        var rows = (await proxy.Get("/model/info")).Json["data"]!.AsArray();
        Assert.That(rows.Select(row => row!["model_name"]!.GetValue<string>()), Is.EqualTo(["name-a", "nick"]));
        Assert.That(rows.Select(row => row!["model_info"]!["id"]!.GetValue<string>()), Is.EqualTo(["a", "a"]));
    }

    [Test]
    public async Task The_paged_list_has_no_alias_rows()
    {
        using var proxy = await WithModels("a");
        await proxy.Post("/config/update", """{"router_settings":{"model_group_alias":{"nick":"name-a"}}}""");

        Assert.That(await Ids(proxy, ""), Is.EqualTo(["a"]));
    }

    [Test]
    public async Task Pages_tell_where_they_are_and_end_empty()
    {
        using var proxy = await WithModels("a", "b", "c");
        var page = (await proxy.Get("/v2/model/info?page=2&size=2")).Json;

        Assert.That(page["data"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(
            (page["total_count"]!.GetValue<int>(), page["current_page"]!.GetValue<int>(), page["total_pages"]!.GetValue<int>(), page["size"]!.GetValue<int>()),
            Is.EqualTo((3, 2, 2, 2)));
        Assert.That(await Ids(proxy, "page=9&size=2"), Is.Empty);
    }

    [Test]
    public async Task A_page_holds_fifty_rows_by_default_and_any_number_on_request()
    {
        using var proxy = await WithModels([.. Enumerable.Range(0, 60).Select(i => $"m{i}")]);

        Assert.That(await Ids(proxy, ""), Has.Length.EqualTo(50));
        Assert.That(await Ids(proxy, "size=5000"), Has.Length.EqualTo(60));
    }

    [TestCase("page=0")]
    [TestCase("size=0")]
    [TestCase("page=x")]
    public async Task A_page_or_size_below_one_is_422(string query)
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Get("/v2/model/info?" + query)).Status, Is.EqualTo(422));
    }

    [TestCase("model=name-b", new[] { "b" })]
    [TestCase("model=name", new string[0])]
    [TestCase("search=NAME-", new[] { "a", "b", "c" })]
    [TestCase("search=e-c", new[] { "c" })]
    [TestCase("sortBy=model_name&sortOrder=desc", new[] { "c", "b", "a" })]
    [TestCase("sortBy=bogus&sortOrder=desc", new[] { "a", "b", "c" })]
    public async Task Filters_and_orders(string query, string[] ids)
    {
        using var proxy = await WithModels("a", "b", "c");

        Assert.That(await Ids(proxy, query), Is.EqualTo(ids));
    }

    [Test]
    public async Task Another_sort_order_than_asc_or_desc_is_400()
    {
        using var proxy = new Proxy();

        Assert.That((await proxy.Get("/v2/model/info?sortOrder=up")).Status, Is.EqualTo(400));
    }

    [TestCase("/v1/models")]
    [TestCase("/models")]
    public async Task The_name_list_shows_each_name_once_and_visible_aliases(string path)
    {
        using var proxy = await WithModels("a", "b");
        await proxy.CreateModel("a2", "name-a");
        await proxy.Post(
            "/config/update", """{"router_settings":{"model_group_alias":{"nick":"name-a","secret":{"model":"name-b","hidden":true},"open":{"model":"name-b"}}}}""");

        var entries = (await proxy.Get(path)).Json["data"]!.AsArray();
        Assert.That(entries.Select(entry => entry!["id"]!.GetValue<string>()), Is.EqualTo(["name-a", "name-b", "nick", "open"]));
        Assert.That(entries.Select(entry => entry!["created"]!.GetValue<long>()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task One_name_is_found_and_an_unknown_one_or_an_alias_is_404()
    {
        using var proxy = await WithModels("a");
        await proxy.Post("/config/update", """{"router_settings":{"model_group_alias":{"nick":"name-a"}}}""");

        Assert.That((await proxy.Get("/v1/models/name-a")).Status, Is.EqualTo(200));
        Assert.That((await proxy.Get("/v1/models/nope")).Status, Is.EqualTo(404));
        Assert.That((await proxy.Get("/v1/models/nick")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Access_groups_join_the_name_list_on_request()
    {
        using var proxy = new Proxy();
        await proxy.CreateModel("a", "m", info: "\"access_groups\":[\"g\"]");

        Assert.That(Names(await proxy.Get("/v1/models?include_model_access_groups=true")), Is.EqualTo(["m", "g"]));
        Assert.That(Names(await proxy.Get("/v1/models?only_model_access_groups=true")), Is.Empty);
        Assert.That((await proxy.Get("/v1/models?team_id=nope")).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task Model_groups_are_listed_and_an_unknown_one_is_empty()
    {
        using var proxy = await WithModels("a", "b");

        Assert.That((await proxy.Get("/model_group/info")).Json["data"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((await proxy.Get("/model_group/info?model_group=nope")).Json["data"]!.AsArray(), Is.Empty);
    }

    [Test]
    public async Task A_list_is_up_to_date_after_each_kind_of_write()
    {
        using var proxy = await WithModels("a");
        Assert.That(await Ids(proxy, "size=10"), Is.EqualTo(["a"]));
        await proxy.CreateModel("b");
        Assert.That(await Ids(proxy, "size=10"), Is.EqualTo(["a", "b"]));
        await proxy.Patch("/model/a/update", """{"model_name":"renamed"}""");
        Assert.That((await proxy.Get("/v2/model/info?size=10")).Text, Does.Contain("renamed"));
        await proxy.Post("/model/delete", """{"id":"a"}""");
        Assert.That(await Ids(proxy, "size=10"), Is.EqualTo(["b"]));
    }

    private static async Task<Proxy> WithModels(params string[] ids)
    {
        var proxy = new Proxy();
        foreach (var id in ids)
        {
            await proxy.CreateModel(id, "name-" + id);
        }

        return proxy;
    }

    private static async Task<string[]> Ids(Proxy proxy, string query)
        => [.. (await proxy.Get("/v2/model/info?" + query)).Json["data"]!.AsArray().Select(row => row!["model_info"]!["id"]!.GetValue<string>())];

    private static string[] Names(Answer answer) => [.. answer.Json["data"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>())];
}
