using System.Text.Json.Nodes;
using Alitellm.Api;
using Alitellm.Chart.Tests.Support;

namespace Alitellm.Chart.Tests.Rendering;

/// <summary>Where rights are granted. Which of them are used is found by hack/rbac-check.</summary>
public sealed class RightsTests
{
    private static readonly string[] s_plurals = [.. ApiKinds.All.Select(static kind => kind.Plural).Order(StringComparer.Ordinal)];

    [Test]
    public void Rights_on_objects_are_granted_in_the_watched_namespaces_and_nowhere_else()
    {
        var rendered = OperatorChart.Checkout.Render("{watchNamespace: 'a, b', toolhive: {enabled: false}, rbac: {userRoles: false}}");

        Assert.Multiple(() =>
        {
            Assert.That(rendered.OfKind("Role").Select(Where), Is.EquivalentTo(["a/alitellm-operator", "b/alitellm-operator", "operators/alitellm-operator-leases"]));
            Assert.That(rendered.OfKind("RoleBinding").Select(Where), Is.EquivalentTo(rendered.OfKind("Role").Select(Where)));
            Assert.That(rendered.Where(static one => one.Kind().StartsWith("ClusterRole", StringComparison.Ordinal)), Is.Empty);
            Assert.That(rendered.OfKind("RoleBinding").Select(static one => one["subjects"]!.ToJsonString()).Distinct(),
                Is.EqualTo([/*lang=json,strict*/ """[{"kind":"ServiceAccount","name":"alitellm-operator","namespace":"operators"}]"""]));
        });
    }

    [Test]
    public void Only_every_namespace_takes_the_same_rights_for_the_whole_cluster()
    {
        var everywhere = OperatorChart.Checkout.Render("{watchNamespace: '*', toolhive: {enabled: false}, rbac: {userRoles: false}}");
        var here = OperatorChart.Checkout.Render("{}");

        Assert.That(everywhere.OfKind("ClusterRole").Single()["rules"]!.ToJsonString(), Is.EqualTo(here.OfKind("Role").Single(static one => one.Name() == "alitellm-operator")["rules"]!.ToJsonString()));
        Assert.That(everywhere.OfKind("Role").Select(Where), Is.EqualTo(["operators/alitellm-operator-leases"]));
    }

    [Test]
    public void Two_releases_in_one_cluster_share_no_ClusterRole()
    {
        var rendered = OperatorChart.Checkout.Render("{installCRDs: false, watchNamespace: '*', rbac: {userRoles: false}}");

        Assert.That(rendered.OfKind("ClusterRole").Select(static one => one.Name()), Is.Not.Empty.And.All.StartsWith("operators-"));
    }

    [Test]
    public void Every_kind_is_watched()
    {
        var rules = OperatorChart.Checkout.Render("{}").OfKind("Role").Single(static one => one.Name() == "alitellm-operator")["rules"]!.AsArray();

        Assert.That(rules.Where(static rule => rule!["verbs"].Texts().Contains("watch")).SelectMany(static rule => rule!["resources"].Texts()).Intersect(s_plurals), Is.EqualTo(s_plurals));
        Assert.That(rules.SelectMany(static rule => rule!["resources"].Texts()).Where(static name => name.EndsWith("/status", StringComparison.Ordinal)),
            Is.EqualTo(s_plurals.Select(static plural => $"{plural}/status")));
    }

    [TestCase("view", new[] { "view", "edit", "admin" }, new[] { "get", "list", "watch" })]
    [TestCase("edit", new[] { "edit", "admin" }, new[] { "create", "delete", "deletecollection", "patch", "update" })]
    [TestCase("admin", new[] { "admin" }, new[] { "create", "delete", "deletecollection", "patch", "update" })]
    public void Users_get_their_rights_through_the_built_in_roles(string role, string[] aggregatedTo, string[] verbs)
    {
        var found = OperatorChart.Checkout.Render("{}").OfKind("ClusterRole").Single(one => one.Name() == $"alitellm-operator-{role}");

        Assert.That(found["metadata"]!["labels"]!.AsObject().Select(static label => label.Key).Where(static key => key.Contains("aggregate-to-", StringComparison.Ordinal)),
            Is.EquivalentTo(aggregatedTo.Select(static name => $"rbac.authorization.k8s.io/aggregate-to-{name}")));
        Assert.That(found["rules"]!.AsArray().Single()!["verbs"].Texts(), Is.EquivalentTo(verbs));
    }

    [Test]
    public void An_admin_writes_every_kind_and_an_editor_all_but_the_Connection()
    {
        var roles = OperatorChart.Checkout.Render("{}").OfKind("ClusterRole").ToDictionary(static role => role.Name(), Resources);

        Assert.Multiple(() =>
        {
            Assert.That(roles["alitellm-operator-view"], Is.EqualTo(s_plurals));
            Assert.That(roles["alitellm-operator-edit"].Concat(roles["alitellm-operator-admin"]), Is.EquivalentTo(s_plurals));
            Assert.That(roles["alitellm-operator-admin"], Is.EqualTo(["litellmconnections"]));
        });
    }

    [Test]
    public void The_catalog_may_be_written_where_it_is_and_under_its_name_only()
    {
        var role = OperatorChart.Checkout.Render("{opencodeCatalog: {enabled: true, namespace: tools, apiBase: https://x}}").OfKind("Role").Single(static one => one.Namespace() == "tools");

        Assert.That(role["rules"]!.AsArray().Single(static rule => rule!["resourceNames"] is not null)!["resourceNames"].Texts(), Is.EqualTo(["opencode-catalog"]));
        Assert.That(OperatorChart.Checkout.Render("{}").OfKind("Role").SelectMany(Resources), Has.None.EqualTo("configmaps"));
    }

    private static string Where(JsonObject rendered) => $"{rendered.Namespace()}/{rendered.Name()}";

    private static IEnumerable<string> Resources(JsonObject role) => role["rules"]!.AsArray().SelectMany(static rule => rule!["resources"].Texts());
}
