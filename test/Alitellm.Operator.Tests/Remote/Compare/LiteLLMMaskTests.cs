using System.Text.Json.Nodes;
using Alitellm.Operator.Remote.Compare;
using Alitellm.Operator.Remote.Content;
using NUnit.Framework;

namespace Alitellm.Operator.Tests.Remote.Compare;

public sealed class LiteLLMMaskTests
{
    [TestCase("api_key", true)]
    [TestCase("client_secret", true)]
    [TestCase("vertex_credentials", true)]
    [TestCase("aws_access_key_id", true)]
    [TestCase("aws_secret_access_key", true)]
    [TestCase("aws_session_token", false)]
    [TestCase("my_api_key", false)]
    [TestCase("model", false)]
    public void Five_keys_are_removed(string key, bool removed)
    {
        Assert.That(LiteLLMMask.IsRemoved(key), Is.EqualTo(removed));
    }

    [TestCase("password", true)]
    [TestCase("db_secret", true)]
    [TestCase("x-api-key", true)]
    [TestCase("X-Auth", true)]
    [TestCase("Authorization", true)]
    [TestCase("input_cost_per_token", true)]
    [TestCase("litellm_credential_name", true)]
    [TestCase("tls_private-file", true)]
    [TestCase("oci_fingerprint", true)]
    [TestCase("oci_tenancy", true)]
    [TestCase("ca_certificate", true)]
    [TestCase("access_groups", true)]
    [TestCase("max_tokens", false)]
    [TestCase("keys", false)]
    [TestCase("monkey", false)]
    [TestCase("api.key", false)]
    [TestCase("apikey", false)]
    [TestCase("alitellm_operator", false)]
    [TestCase("", false)]
    public void A_name_is_masked_for_a_whole_segment_of_it(string key, bool masked)
    {
        Assert.That(LiteLLMMask.IsMasked(key), Is.EqualTo(masked));
    }

    [TestCase("api_key", true)]
    [TestCase("vertex_credentials", true)]
    [TestCase("my_token", true)]
    [TestCase("input_cost_per_token", false)]
    [TestCase("model", false)]
    public void A_price_is_masked_but_no_secret(string key, bool secret)
    {
        Assert.That(LiteLLMMask.IsSecretName(key), Is.EqualTo(secret));
    }

    [TestCase("litellm_params.vertex_credentials", true)]
    [TestCase("litellm_params.input_cost_per_token", true)]
    [TestCase("litellm_params.auth.user", true)]
    [TestCase("litellm_params.extra_headers.X", false)]
    public void A_field_is_hidden_by_any_name_on_its_path(string path, bool hidden)
    {
        Assert.That(LiteLLMMask.Hides(FieldPath.Parse(path)), Is.EqualTo(hidden));
    }

    [TestCase("\"abcdefghwxyz\"", "\"abcd****wxyz\"")]
    [TestCase("\"abcdwxyz\"", "\"abcd****wxyz\"")]
    [TestCase("\"abcdefg\"", "\"abcdefg\"")]
    [TestCase("\"\"", "\"\"")]
    [TestCase("\"äöüß-----😀x😀y\"", "\"äöüß****😀x😀y\"")]
    [TestCase("0.001", "\"0.001\"")]
    [TestCase("123456789", "\"1234****6789\"")]
    [TestCase("true", "\"True\"")]
    [TestCase("null", "null")]
    [TestCase("""["abcdefghwxyz",{"a":1}]""", """["abcd****wxyz",{"a":"1"}]""")]
    public void A_value_shows_four_characters_on_each_side(string value, string shown)
    {
        Assert.That(CanonicalJson.Write(LiteLLMMask.Mask(JsonNode.Parse(value))), Is.EqualTo(shown));
    }

    [TestCase("\"sk-1234567890\"", "\"sk-1****7890\"", TestName = "four stars")]
    [TestCase("\"sk-1234567890\"", "\"sk-1*****7890\"", TestName = "as many stars as are hidden")]
    [TestCase("\"sk-1234567890\"", "\"sk-1234567890\"", TestName = "in full")]
    [TestCase("\"secret-long\"", "\"se****ng\"", TestName = "two characters on each side")]
    [TestCase("\"secret-long\"", "\"se*******ng\"", TestName = "two characters on each side and as many stars as are hidden")]
    [TestCase("\"abcdwxyz\"", "\"abcdwxyz\"", TestName = "eight characters in full")]
    [TestCase("\"short\"", "\"short\"", TestName = "short in full")]
    [TestCase("\"\"", "\"\"", TestName = "empty")]
    [TestCase("0.001", "\"0.001\"", TestName = "number as text")]
    [TestCase("0.001", "0.001", TestName = "number as number")]
    [TestCase("0.0000025", "\"2.5e-06\"", TestName = "small number as Python prints it")]
    [TestCase("0.00001234", "\"1.23****e-05\"", TestName = "small number masked with four stars")]
    [TestCase("0.00001234", "\"1.23*e-05\"", TestName = "small number masked by length")]
    [TestCase("5", "\"5.0\"", TestName = "whole number read as a float")]
    [TestCase("123456789", "\"1234*6789\"", TestName = "long number masked")]
    [TestCase("true", "\"True\"", TestName = "boolean as Python prints it")]
    [TestCase("false", "\"false\"", TestName = "boolean as JSON prints it")]
    [TestCase("null", "\"\"", TestName = "null as empty text")]
    [TestCase("null", "\"None\"", TestName = "null as Python prints it")]
    [TestCase("""["abcdefghwxyz"]""", "\"['ab****yz']\"", TestName = "list as one masked text")]
    [TestCase("""["abcdefghwxyz"]""", """["abcd****wxyz"]""", TestName = "list item by item")]
    [TestCase("""["abcdefghwxyz"]""", """["abcdefghwxyz"]""", TestName = "list in clear")]
    [TestCase("""{"a":"abcdefghwxyz"}""", "\"{'a'****yz'}\"", TestName = "object as one masked text")]
    [TestCase("""{"a":"abcdefghwxyz"}""", """{"a":"abcd****wxyz"}""", TestName = "object value by value")]
    [TestCase("""{"a":"abcdefghwxyz","key":"abcdefghwxyz"}""", """{"a":"abcdefghwxyz","key":"abcd****wxyz"}""", TestName = "object by its own names")]
    public void Every_reading_of_an_untouched_value_matches(string desired, string shown)
    {
        Assert.That(LiteLLMMask.Matches(JsonNode.Parse(desired), JsonNode.Parse(shown), hidden: true));
    }

    [TestCase("\"sk-1234567890\"", "\"sk-1****7891\"")]
    [TestCase("\"sk-1234567890\"", "\"sk-2****7890\"")]
    [TestCase("\"sk-1234567890\"", "\"sk-1*******7890\"")]
    [TestCase("\"sk-1234567890\"", "\"sk-1+++++7890\"")]
    [TestCase("\"sk-1234567890\"", "\"\"")]
    [TestCase("\"abc\"", "\"ab****bc\"")]
    [TestCase("\"sk-1234567890\"", "null")]
    [TestCase("0.001", "\"0.002\"")]
    [TestCase("0.001", "0.002")]
    [TestCase("\"007\"", "\"7\"")]
    [TestCase("true", "\"False\"")]
    [TestCase("null", "\"x\"")]
    [TestCase("""["a"]""", "\"a\"")]
    [TestCase("""["a"]""", """["b"]""")]
    [TestCase("""["a"]""", """["a","b"]""")]
    [TestCase("""{"a":"x"}""", "\"['a']\"")]
    [TestCase("""{"a":"x"}""", """{"a":"x","b":"y"}""")]
    [TestCase("""{"a":"x","b":"y"}""", """{"a":"x"}""")]
    public void A_change_the_mask_lets_through_is_seen(string desired, string shown)
    {
        Assert.That(LiteLLMMask.Matches(JsonNode.Parse(desired), JsonNode.Parse(shown), hidden: true), Is.False);
    }

    [TestCase("\"sk-1234567890\"", "\"sk-1****7890\"")]
    [TestCase("1", "\"1\"")]
    [TestCase("null", "\"\"")]
    [TestCase("""["a"]""", "\"['a']\"")]
    public void Nothing_is_excused_under_an_ordinary_name(string desired, string shown)
    {
        Assert.That(LiteLLMMask.Matches(JsonNode.Parse(desired), JsonNode.Parse(shown), hidden: false), Is.False);
    }

    [Test]
    public void A_removed_key_may_be_missing_or_shown_deep_in_a_list()
    {
        var desired = JsonNode.Parse("""[{"api_key":"sk-1234567890","a":1}]""");

        Assert.That(LiteLLMMask.Matches(desired, JsonNode.Parse("""[{"a":1}]"""), hidden: false));
        Assert.That(LiteLLMMask.Matches(desired, JsonNode.Parse("""[{"a":1,"api_key":"sk-1****7890"}]"""), hidden: false));
        Assert.That(LiteLLMMask.Matches(desired, JsonNode.Parse("""[{"api_key":"sk-1234567890"}]"""), hidden: false), Is.False);
    }
}
