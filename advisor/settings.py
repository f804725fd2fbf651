"""Settings: every one is an `ADVISOR_…` environment variable (or a line of `.env`). Read at the edges only."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """The descriptions are Chinese: `advisor config` prints them to administrators."""

    model_config = SettingsConfigDict(env_prefix="ADVISOR_", env_file=".env", extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", description="网页和接口监听的地址")
    port: int = Field(7860, description="网页和接口监听的端口")
    knowledge: Path = Field(ROOT / "knowledge", description="知识包所在的文件夹")
    pack: str = Field("sd-digital-platform", description="默认打开的知识包")
    data: Path = Field(Path(".advisor"), description="索引、缓存等运行数据所在的文件夹")
    max_file_mb: int = Field(100, description="单个文件的大小上限（MB）")
    max_pages: int = Field(1000, description="单个文件的页数上限")
    max_entries: int = Field(2000, description="一个压缩包内的文件数上限")
    max_unpacked_mb: int = Field(1000, description="一个压缩包解开后的总大小上限（MB）")
    max_depth: int = Field(3, description="压缩包套压缩包的层数上限")
    read_seconds: int = Field(60, description="读取单个文件的时间上限（秒）")
    read_memory_mb: int = Field(2048, description="读取单个文件的内存上限（MB）")


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
