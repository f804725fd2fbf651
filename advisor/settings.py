"""Settings: every one is an `ADVISOR_…` environment variable (or a line of `.env`). Read at the edges only."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest import Cache, Limits

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The descriptions are Chinese: `advisor config` prints them to administrators."""

    model_config = SettingsConfigDict(env_prefix="ADVISOR_", env_file=".env", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="网页和接口监听的地址")
    port: int = Field(7860, description="网页和接口监听的端口")
    knowledge: Path = Field(ROOT / "knowledge", description="知识包所在的文件夹")
    pack: str = Field("sd-digital-platform", description="默认打开的知识包")
    packs: Path = Field(
        Path(".advisor/packs"),
        description="自建知识包所在的文件夹，advisor pack new 写在这里；同名时以知识包文件夹的为准",
    )
    embedding_model: str = Field(
        "",
        description="检索用的向量模型：sentence-transformers 的模型名或文件夹，要装附加项 models；不写用内置的",
    )
    reranker: str = Field(
        "",
        description="给检索结果重新排序的模型（sentence-transformers 的 CrossEncoder），要装附加项 models；不写不用",
    )
    vector_store: str = Field(
        "",
        description="大知识包的向量存在哪里：chroma、file 或 postgresql://… 地址；不写则装了附加项 vectors 用 Chroma，没装用文件",
    )
    index_questions: int = Field(
        0, ge=0, description="编索引时让语言模型给每一条拟几个问法，用来帮助检索；0 表示不拟"
    )
    prompts: Path = Field(ROOT / "prompts", description="提示词所在的文件夹")
    model: str = Field("none", description="润色答复的语言模型；none 表示不用，写法见 docs/models.md")
    model_url: str = Field("", description="兼容 OpenAI 接口的模型服务地址，例如 http://127.0.0.1:8000/v1")
    model_key: SecretStr | None = Field(None, description="模型服务的密钥")
    model_provider: str = Field("", description="模型的提供方，模型名里看不出时才要写")
    model_options: dict[str, Any] = Field({}, description="另外传给模型的参数，写成 JSON")
    model_reads_facts: bool = Field(
        False, description="让模型从提问里读出单位情况，读到的只用来反问，由提问人确认"
    )
    model_remarks: bool = Field(
        False,
        description="预审时让模型对材料的内容提意见，只作建议；用远程模型时材料的正文会发给它，个人号码先遮住",
    )
    model_first_seconds: float = Field(20, gt=0, description="等模型说出第一个字（以及两段字之间）的秒数上限")
    model_seconds: float = Field(60, gt=0, description="模型写一篇答复的秒数上限")
    data: Path = Field(Path(".advisor"), description="索引、缓存等运行数据所在的文件夹")
    max_file_mb: int = Field(100, description="单个文件的大小上限（MB）")
    max_pages: int = Field(1000, description="单个文件的页数上限")
    max_entries: int = Field(2000, description="一个压缩包内的文件数上限")
    max_unpacked_mb: int = Field(1000, description="一个压缩包解开后的总大小上限（MB）")
    max_depth: int = Field(3, description="压缩包套压缩包的层数上限")
    read_seconds: int = Field(45, description="读取单个文件时，多少秒没有读完新的一页就停下")
    read_drawn_seconds: int = Field(180, description="识别单个文件里扫描页的时间上限（秒），超过的页记为未读")
    read_memory_mb: int = Field(1536, description="读取单个文件的内存上限（MB）")
    read_cache: bool = Field(
        False, description="读过的文件按内容存在数据文件夹里，再看时不必重读（会留下材料内容）"
    )

    triage_jobs: int = Field(0, ge=0, description="批量初审同时处理几份；0 表示按核数定")
    triage_cluster: str = Field("", description="批量初审用的 Dask 调度器地址；不写则只用本机")
    database_url: str = Field("", description="初审记录的数据库；不写则用数据文件夹里的 SQLite")
    staff_idle_minutes: int = Field(30, gt=0, description="初审台多少分钟没有操作就要重新登录")
    staff_session_hours: int = Field(10, gt=0, description="初审台一次登录最长几小时")
    staff_attempts: int = Field(5, gt=0, description="连续几次输错密码就锁定账号")
    staff_lock_minutes: int = Field(15, gt=0, description="账号锁定多少分钟")
    oidc_issuer: str = Field(
        "", description="统一身份认证（OpenID Connect）的地址，要装附加项 oidc；不写则只用账号密码登录初审台"
    )
    oidc_client_id: str = Field("", description="在统一身份认证登记的客户端标识")
    oidc_client_secret: SecretStr | None = Field(None, description="在统一身份认证登记的客户端密钥")
    oidc_claim: str = Field(
        "preferred_username", description="统一身份认证给出的哪一项是初审台的账号，例如 sub、email"
    )
    oidc_name: str = Field("统一身份认证", description="登录页上怎么称呼它")
    staff_upload_mb: int = Field(2000, gt=0, description="初审台一次上传的总大小上限（MB）")

    checks_at_once: int = Field(2, ge=1, description="同时预审几份材料，网页和接口各算各的，其余排队")
    checks_waiting: int = Field(50, ge=1, description="接口上最多有几份材料排队，再多就请对方稍后再交")
    keep_minutes: int = Field(60, ge=1, description="接口上交来的材料和做好的报告保留多少分钟")
    upload_mb: int = Field(300, ge=1, description="一次上传的总大小上限（MB）")
    upload_files: int = Field(200, ge=1, description="一次上传的文件数上限")
    api_keys: SecretStr | None = Field(None, description="接口的密钥，多个用逗号隔开；不写则不用密钥")
    api_per_minute: int = Field(
        0, ge=0, description="接口上每个密钥（没有密钥时每个地址）每分钟的请求上限；0 表示不限"
    )
    mcp: bool = Field(False, description="在 /mcp 上开放 MCP 服务（要装附加项 mcp），密钥和限量同接口")
    mcp_hosts: str = Field("", description="从别的机器访问 /mcp 时用的主机名，逗号隔开；本机不必写")
    metrics_open: bool = Field(False, description="别的机器也能读 /metrics；默认只答复本机")
    log_json: bool = Field(False, description="日志写成一行一个 JSON")

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the HTTP interface, none when it is open."""
        written = self.api_keys.get_secret_value() if self.api_keys else ""
        return tuple(key for key in (part.strip() for part in written.split(",")) if key)

    @property
    def mcp_host_names(self) -> tuple[str, ...]:
        """The names under which others reach /mcp."""
        return tuple(name for name in (part.strip() for part in self.mcp_hosts.split(",")) if name)

    @property
    def limits(self) -> Limits:
        """What reading one file may cost."""
        return Limits(
            bytes=self.max_file_mb * 2**20,
            pages=self.max_pages,
            entries=self.max_entries,
            unpacked=self.max_unpacked_mb * 2**20,
            depth=self.max_depth,
            seconds=self.read_seconds,
            drawn_seconds=self.read_drawn_seconds,
            memory=self.read_memory_mb * 2**20,
        )

    @property
    def cache(self) -> Cache | None:
        """Where documents that were read are kept; None when they are not."""
        return Cache(self.data / "read") if self.read_cache else None


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()


_SECRET = re.compile(r"key|token|secret|password", re.IGNORECASE)
_MASK = "**********"


def shown(value: Any) -> Any:
    """A setting's value as it may be seen: no key, no password of an address or of the options of a model."""
    if isinstance(value, dict):
        return {name: _MASK if _SECRET.search(name) else shown(each) for name, each in value.items()}
    if isinstance(value, str):
        return re.sub(r"(?<=://)([^:@/\s]*):[^@/\s]*@", rf"\1:{_MASK}@", value)
    return value
